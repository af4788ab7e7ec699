namespace Psutil;

/// <summary>The machine's file systems and disks.</summary>
public abstract class Disks
{
    /// <summary>How long <see cref="GetUsage"/> waits, if it is given no time, for a file system that does not answer.</summary>
    public static readonly TimeSpan DefaultUsageTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Makes a facet.</summary>
    protected Disks() { }

    /// <summary>
    /// The mounted file systems, in mount order. Never touches the mounts themselves, so a dead network mount does not hang it.
    /// </summary>
    /// <param name="all">False: only those of physical devices. True: also memory, network and pseudo file systems, and duplicates.</param>
    /// <remarks>
    /// Linux: <c>/proc/self/mountinfo</c>, filtered by <c>/proc/filesystems</c>. Windows: drive letters and mounted folders; what a volume
    /// itself tells is asked for under a deadline.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public IReadOnlyList<DiskPartition> GetPartitions(bool all = false) => GetPartitionsCore(new PartitionOptions { IncludeAll = all });

    /// <summary>The space of the file system that holds a path.</summary>
    /// <param name="path">A path on it, such as a mount point; below the machine's root where <see cref="MachineOptions.RootPath"/> names
    /// one.</param>
    /// <param name="timeout"> How long to wait for it: null for <see cref="DefaultUsageTimeout"/>, <see cref="TimeSpan.Zero"/> asks without
    /// waiting, <see cref="Timeout.InfiniteTimeSpan"/> waits as long as it takes. A path that did not answer in time is not asked again
    /// until its pending call returns.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="PsutilTimeoutException">The file system did not answer in time: a dead network mount.</exception>
    /// <exception cref="PsutilException">The operating system refused.</exception>
    public DiskUsage GetUsage(string path, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return GetUsageCore(path, TimeLimit.Check(timeout, DefaultUsageTimeout));
    }

    /// <inheritdoc cref="GetUsage"/>
    /// <exception cref="OperationCanceledException">It was cancelled: nobody waits for the file system any more.</exception>
    public Task<DiskUsage> GetUsageAsync(string path, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        BlockingCall.RunAsync(() => GetUsage(path, timeout), cancellationToken).WaitAsync(cancellationToken);

    /// <summary>
    /// I/O counters of each disk and partition since the machine started, by device name. They never run backwards: what wraps is carried
    /// on.
    /// </summary>
    /// <remarks>
    /// Linux: <c>/proc/diskstats</c>, then <c>/sys/block</c>. Windows: <c>IOCTL_DISK_PERFORMANCE</c> of each physical drive.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk();

    /// <summary>
    /// The sum over whole disks; null if the machine has none. Partitions, and devices that are stacked on other disks (RAID, LVM), are not
    /// counted again.
    /// </summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public DiskIOCounters? GetIOCounters() => GetIOCountersCore();

    /// <summary>Pressure stall information: the share of time in which tasks waited for I/O; null if the kernel does not keep it.</summary>
    /// <remarks>Linux 4.20 and later: <c>/proc/pressure/io</c>.</remarks>
    public virtual PressureStall? GetPressure() => null;

    /// <summary>The mounted file systems, in mount order.</summary>
    protected abstract IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options);

    /// <summary>The space of the file system that holds a path; waits as long as it takes if the time is null.</summary>
    protected abstract DiskUsage GetUsageCore(string path, TimeSpan? timeout);

    /// <summary>The sum over whole disks; of all that <see cref="GetIOCountersPerDisk"/> gives, unless it is overridden.</summary>
    protected virtual DiskIOCounters? GetIOCountersCore()
    {
        DiskIOCounters? sum = null;
        foreach (DiskIOCounters counters in GetIOCountersPerDisk().Values)
        {
            sum = sum is { } known ? known + counters : counters;
        }

        return sum;
    }
}
