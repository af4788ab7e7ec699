using Psutil.Platforms.Linux;

namespace Psutil.HostileTests.Bpf;

/// <summary>Loads the kernel's process table, prints the identifiers of its programs, and waits to be killed.</summary>
internal static class BpfTableWorker
{
    private const string Label = "prog_id:";

    /// <param name="arguments">None.</param>
    public static bool Run(string[] arguments)
    {
        using Machine machine = Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = 0 });
        using LinuxProcessMonitor monitor = (LinuxProcessMonitor)machine.Processes.CreateMonitor(ProcessFields.Basic);
        monitor.Refresh();
        if (!monitor.Table!.IsLoaded)
        {
            Console.WriteLine(monitor.Table.Refusal);
            return false;
        }

        Console.WriteLine(string.Join(' ', FindPrograms().Distinct().Order()));
        Thread.Sleep(Timeout.Infinite);
        return true;
    }

    /// <summary>The identifiers of the programs that this process's descriptors keep.</summary>
    public static List<uint> FindPrograms()
    {
        List<uint> programs = [];
        foreach (string path in Directory.GetFiles("/proc/self/fdinfo"))
        {
            try
            {
                programs.AddRange(
                    from line in File.ReadAllLines(path)
                    where line.StartsWith(Label, StringComparison.Ordinal)
                    select uint.Parse(line.AsSpan(Label.Length).Trim(), CultureInfo.InvariantCulture)
                );
            }
            catch (IOException)
            {
                // The descriptor that listed the folder is closed by now.
            }
        }

        return programs;
    }
}
