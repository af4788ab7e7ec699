using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The volumes and disks of a Windows machine.</summary>
internal sealed class WindowsDisks : Disks
{
    private readonly MonotonicCounters<string> _counters = new(StringComparer.Ordinal);

    public override IReadOnlyList<DiskPartition> GetPartitions(bool all = false) => WindowsVolumes.Read(all);

    public override DiskUsage GetUsage(string path, TimeSpan timeout) => WindowsDiskUsage.Read(path, timeout);

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk()
    {
        Dictionary<string, DiskIOCounters> disks = new(StringComparer.Ordinal);
        byte[] answer = new byte[1024];
        Span<long> raw = stackalloc long[DiskPerformanceParser.CounterCount];
        using MonotonicCounters<string>.Round round = _counters.BeginRound();
        foreach ((string name, SafeFileHandle disk) in PhysicalDrives.Open())
        {
            using (disk)
            {
                int error = Kernel32.GetDiskPerformance(disk, answer, out int length);
                if (error != Win32Error.Success)
                {
                    // Card readers without a card, and disks whose drivers count nothing.
                    PsutilEventSource.Log.SourceSkipped(name, Win32Error.ToError("DeviceIoControl(IOCTL_DISK_PERFORMANCE)", error).Description);
                }
                else if (DiskPerformanceParser.TryParse(answer.AsSpan(0, Math.Min(length, answer.Length)), raw))
                {
                    _counters.Apply(name, raw);
                    disks[name] = DiskPerformanceParser.ToCounters(raw);
                }
            }
        }

        round.Complete();
        return disks;
    }

    public override DiskIOCounters? GetIOCounters()
    {
        DiskIOCounters? sum = null;
        foreach (DiskIOCounters disk in GetIOCountersPerDisk().Values)
        {
            sum = sum is { } known ? known + disk : disk;
        }

        return sum;
    }
}
