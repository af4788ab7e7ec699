using System.Globalization;

namespace Psutil.Testing;

/// <summary>The file systems and disks of a <see cref="FakeMachine"/>.</summary>
public class FakeDisks : Disks
{
    private readonly FakeMachine _machine;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeDisks(FakeMachine machine)
        : base(machine) => _machine = machine;

    /// <summary>The mounted file systems.</summary>
    public IList<DiskPartition> Partitions { get; } = [];

    /// <summary>Those that are listed only where all are asked for: memory and pseudo file systems, for example.</summary>
    public IList<DiskPartition> OtherPartitions { get; } = [];

    /// <summary>
    /// The space of each file system, by the path that it is read by. The space of any other path cannot be read
    /// (<see cref="PsutilNotSupportedException"/>).
    /// </summary>
    public IDictionary<string, DiskUsage> Usage { get; } = new Dictionary<string, DiskUsage>(StringComparer.Ordinal);

    /// <summary>The paths whose file system does not answer, as a dead network mount.</summary>
    public ISet<string> DeadPaths { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The counters of each disk and partition, by device name.</summary>
    public IDictionary<string, DiskIOCounters> IOCounters { get; } = new Dictionary<string, DiskIOCounters>(StringComparer.Ordinal);

    /// <summary>
    /// The devices that are partitions, or are built on other disks: <see cref="Disks.GetIOCounters"/> does not add them up.
    /// </summary>
    public ISet<string> PartDevices { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The result of <see cref="GetPressure"/>.</summary>
    public PressureStall? Pressure { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk()
    {
        _machine.NotifyRead(nameof(Disks));
        return new Dictionary<string, DiskIOCounters>(IOCounters, StringComparer.Ordinal);
    }

    /// <summary>The result of <see cref="GetSizePerDisk"/>; null, the default, where it is not read.</summary>
    public IReadOnlyDictionary<string, long>? Sizes { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, long>? GetSizePerDisk()
    {
        _machine.NotifyRead(nameof(Disks));
        return Sizes;
    }

    /// <inheritdoc/>
    public override PressureStall? GetPressure()
    {
        _machine.NotifyRead(nameof(Disks));
        return Pressure;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> SelectWholeDisks(IReadOnlyDictionary<string, DiskIOCounters> disks)
    {
        ArgumentNullException.ThrowIfNull(disks);
        return disks.Keys.Where(name => !PartDevices.Contains(name));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options)
    {
        _machine.NotifyRead(nameof(Disks), nameof(GetPartitions), includeAll: options.IncludeAll);
        return options.IncludeAll ? [.. Partitions, .. OtherPartitions] : [.. Partitions];
    }

    /// <inheritdoc/>
    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout)
    {
        _machine.NotifyRead(nameof(Disks), nameof(GetUsage), path: path);
        return DeadPaths.Contains(path)
                ? throw new PsutilTimeoutException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the file system at {path} did not answer statvfs within {timeout?.TotalSeconds} s"
                    ),
                    timeout
                )
            : Usage.TryGetValue(path, out DiskUsage usage) ? usage
            : throw FakeMachine.NotSet($"Disks.Usage[\"{path}\"]");
    }
}
