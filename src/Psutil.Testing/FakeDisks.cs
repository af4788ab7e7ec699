namespace Psutil.Testing;

/// <summary>The file systems and disks of a <see cref="FakeMachine"/>.</summary>
public sealed class FakeDisks : Disks
{
    internal FakeDisks(Machine machine)
        : base(machine) { }

    /// <summary>The mounted file systems.</summary>
    public IList<DiskPartition> Partitions { get; } = [];

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
    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() =>
        new Dictionary<string, DiskIOCounters>(IOCounters, StringComparer.Ordinal);

    /// <summary>The result of <see cref="GetSizePerDisk"/>; null, the default, where it is not read.</summary>
    public IReadOnlyDictionary<string, long>? Sizes { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, long>? GetSizePerDisk() => Sizes;

    /// <inheritdoc/>
    public override PressureStall? GetPressure() => Pressure;

    /// <inheritdoc/>
    public override IEnumerable<string> SelectWholeDisks(IReadOnlyDictionary<string, DiskIOCounters> disks)
    {
        ArgumentNullException.ThrowIfNull(disks);
        return disks.Keys.Where(name => !PartDevices.Contains(name));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options) => [.. Partitions];

    /// <inheritdoc/>
    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout) =>
        DeadPaths.Contains(path) ? throw new PsutilTimeoutException($"{path} did not answer", timeout)
        : Usage.TryGetValue(path, out DiskUsage usage) ? usage
        : throw FakeMachine.NotSet($"Disks.Usage[\"{path}\"]");
}
