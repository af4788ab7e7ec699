using Psutil.Platforms.Linux;

namespace Psutil.HostileTests.Bpf;

/// <summary>Counts the traffic of processes, prints the identifiers of its programs, and waits to be killed.</summary>
internal static class BpfTrafficWorker
{
    /// <param name="arguments">None.</param>
    public static bool Run(string[] arguments)
    {
        using LinuxRoots roots = new(new MachineOptions());
        using LinuxProcessNetworkMeter meter = LinuxProcessNetworkMeter.Open(roots, TimeProvider.System);
        if (meter.Source != ProcessNetworkSource.Bpf)
        {
            Console.WriteLine(meter.FallbackReason);
            return false;
        }

        Console.WriteLine(string.Join(' ', BpfTableWorker.FindPrograms().Distinct().Order()));
        Thread.Sleep(Timeout.Infinite);
        return true;
    }
}
