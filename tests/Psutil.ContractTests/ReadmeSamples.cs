using System.Net.NetworkInformation;

namespace Psutil.ContractTests;

/// <summary>The programs that the README shows, compiled and run; each method's body is one of them.</summary>
internal sealed class ReadmeSamples
{
    public void HowBusyIsThisMachine()
    {
        Machine machine = Machine.Local;
        VirtualMemory memory = machine.Memory.GetVirtual();
        Console.WriteLine($"CPU     {machine.Cpu.GetPercent(TimeSpan.FromSeconds(1)):F0} % of {machine.Cpu.GetLogicalCount()} CPUs");
        Console.WriteLine($"Memory  {memory.Percent:F0} % of {ByteSize.ToString(memory.Total)}");
        foreach (PartitionUsage disk in machine.Disks.GetPartitionUsages())
        {
            string use = disk.Usage is { } usage ? $"{usage.Percent:F0} % of {ByteSize.ToString(usage.Total)}" : $"{disk.Unavailable}";
            Console.WriteLine($"{OSText.Escape(disk.Partition.MountPoint), -7} {use}");
        }
    }

    public void WhichProcessesUseMostMemory()
    {
        const ProcessFields Fields = ProcessFields.Name | ProcessFields.UserName | ProcessFields.Memory;

        foreach (
            ProcessSnapshot process in Machine.Local.Processes.Capture(Fields).OrderByDescending(process => process.Memory?.Rss).Take(10)
        )
        {
            string rss = process.Memory is { } memory ? ByteSize.ToString(memory.Rss) : $"{process.WhyMissing(ProcessFields.Memory)}";
            Console.WriteLine($"{process.Pid, 7} {rss, 10}  {process.UserName, -10} {OSText.Escape(process.Name ?? "?")}");
        }
    }

    public void WhoListensOnWhichPort()
    {
        Machine machine = Machine.Local;
        foreach (NetworkConnection socket in machine.Network.GetConnections(ConnectionKinds.Tcp))
        {
            if (socket.State == TcpState.Listen)
            {
                string? name =
                    socket.Pid is { } pid && machine.Processes.TryGet(pid, out OSProcess? process)
                        ? process.Capture(ProcessFields.Name).Name
                        : null;
                Console.WriteLine($"{socket.LocalEndPoint}  {OSText.Escape(name ?? "(not visible)")}");
            }
        }
    }

    /// <summary>Stands for the console, so that a test sees what a sample prints.</summary>
    private static class Console
    {
        public static void WriteLine(FormattableString text) =>
            TestContext.Current.TestOutputHelper!.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
