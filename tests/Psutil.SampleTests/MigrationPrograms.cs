using System.Diagnostics;

namespace Psutil.SampleTests;

/// <summary>What the pages about migrating show, compiled. The bodies of the methods are the documents' own code.</summary>
internal static class MigrationPrograms
{
    public static void FromPsutil()
    {
        foreach (ProcessSnapshot process in Machine.Local.Processes.Capture(ProcessFields.Name | ProcessFields.Memory))
        {
            if (process.Memory?.Rss > 500 * 1024 * 1024)
            {
                Console.WriteLine($"{process.Pid} {OSText.Escape(process.Name ?? "?")}");
            }
        }
    }

    public static async Task CpuOfAnother(int pid)
    {
        OSProcess process = Machine.Local.Processes.Get(pid);
        ProcessCpuMeter meter = process.CreateMeter();
        await Task.Delay(TimeSpan.FromSeconds(1));
        Console.WriteLine($"{meter.Read():F1} %");
    }

    public static void StartedElsewhere()
    {
        using Process started = Process.Start(new ProcessStartInfo("sleep", ["1000"]))!;
        KillTreeResult result = Machine.Local.Processes.Get(started).KillTree();
        Console.WriteLine($"{result.Ended.Count} ended, {result.Survivors.Count} did not");
    }

    public static void FromHardwareInfo()
    {
        VirtualMemory memory = Machine.Local.Memory.GetVirtual();
        Console.WriteLine($"{ByteSize.ToString(memory.Available)} of {ByteSize.ToString(memory.Total)} available");
    }
}
