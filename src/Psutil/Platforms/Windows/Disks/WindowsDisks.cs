using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The volumes and disks of a Windows machine.</summary>
internal sealed class WindowsDisks(Machine machine) : Disks(machine)
{
    private readonly MonotonicCounters<string> _counters = new(StringComparer.Ordinal);

    protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options) => WindowsVolumes.Read(options.IncludeAll);

    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout) => WindowsDiskUsage.Read(path, timeout);

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk()
    {
        Dictionary<string, DiskIOCounters> disks = new(StringComparer.Ordinal);
        Span<long> raw = stackalloc long[DiskPerformanceParser.CounterCount];
        using MonotonicCounters<string>.Round round = _counters.BeginRound();
        foreach ((string name, byte[] answer) in PhysicalDrives.Ask(DriveQuestion.Performance))
        {
            if (DiskPerformanceParser.TryParse(answer, raw))
            {
                _counters.Apply(name, raw);
                disks[name] = DiskPerformanceParser.ToCounters(raw);
            }
        }

        round.Complete();
        return disks;
    }
}
