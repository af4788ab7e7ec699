namespace Psutil;

/// <summary>The machine's file systems and disks.</summary>
public abstract class Disks
{
    /// <summary>The default timeout of <see cref="GetUsage"/>: 5 s.</summary>
    public static readonly TimeSpan DefaultUsageTimeout = TimeSpan.FromSeconds(5);

    // Each is waited for by a thread of its own, and there can be thousands.
    private const int MostUsagesAtOnce = 64;

    private readonly Machine _machine;

    /// <summary>Creates the facet.</summary>
    /// <param name="machine">The machine that it belongs to, whose clock it goes by. It is not used before it is needed.</param>
    protected Disks(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
    }

    /// <summary>
    /// The mounted file systems, in mount order. The mounts themselves are not accessed, so a dead network mount does not block the call.
    /// </summary>
    /// <param name="all">False, the default, for file systems on physical devices only; true to include memory, network and pseudo file
    /// systems, and duplicates.</param>
    /// <remarks>
    /// Linux: <c>/proc/self/mountinfo</c>, filtered by <c>/proc/filesystems</c>. Windows: drive letters and mounted folders, with
    /// <c>GetVolumeInformationW</c> under a deadline. macOS, FreeBSD, OpenBSD: <c>getfsstat</c>. NetBSD: <c>getvfsstat</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public IReadOnlyList<DiskPartition> GetPartitions(bool all = false) => GetPartitionsCore(new PartitionOptions { IncludeAll = all });

    /// <summary>The space of the file system that contains a path.</summary>
    /// <param name="path">A path on the file system, such as a mount point. It is taken below <see cref="MachineOptions.RootPath"/> if that
    /// is set.</param>
    /// <param name="timeout">How long to wait for the file system: null, the default, for 5 s (<see cref="DefaultUsageTimeout"/>),
    /// <see cref="TimeSpan.Zero"/> not to wait, <see cref="Timeout.InfiniteTimeSpan"/> to wait without a limit. After a timeout, no new
    /// call is made for that path, or on Linux for that mount, until the pending one returns.</param>
    /// <remarks>
    /// A call that the kernel does not return from keeps its thread, which nothing can end. At most eight threads are ever stuck like that;
    /// beyond them every file system that can hang (<see cref="DiskPartition.CanHang"/>) counts as timed out at once, and the others are
    /// still answered. A process with such a thread can exit, but it remains as a zombie that its parent cannot wait for, with its
    /// descriptors open, until the kernel returns: the server answers, or the mount is removed by force. A program that somebody waits for
    /// should let another process ask such file systems.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="PsutilTimeoutException">The file system did not answer in time, as a dead network mount does not.</exception>
    /// <exception cref="PsutilException">The operating system reported an error.</exception>
    public DiskUsage GetUsage(string path, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return GetUsageCore(path, TimeLimit.Check(timeout, DefaultUsageTimeout));
    }

    /// <inheritdoc cref="GetUsage"/>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<DiskUsage> GetUsageAsync(string path, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        BlockingCall.RunAsync(() => GetUsage(path, timeout), cancellationToken).WaitAsync(cancellationToken);

    /// <summary>
    /// The mounted file systems with their space, in mount order. They are read 64 at a time, so that those that do not answer
    /// together cost little more than one <paramref name="timeout"/>. Of several on one mount point only the last, which hides the others,
    /// is in the result.
    /// </summary>
    /// <param name="all">False, the default, for file systems on physical devices only, as for <see cref="GetPartitions"/>.</param>
    /// <param name="timeout">How long to wait for each file system: null, the default, for 5 s (<see cref="DefaultUsageTimeout"/>),
    /// otherwise as for <see cref="GetUsage(string, TimeSpan?)"/>. One that did not answer has a reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="PsutilException">The list of file systems could not be read.</exception>
    public IReadOnlyList<PartitionUsage> GetPartitionUsages(bool all = false, TimeSpan? timeout = null) =>
        GetPartitionUsagesAsync(all, timeout).GetAwaiter().GetResult();

    /// <inheritdoc cref="GetPartitionUsages(bool, TimeSpan?)"/>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<IReadOnlyList<PartitionUsage>> GetPartitionUsagesAsync(
        bool all = false,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    ) => GetUsagesAsync(GetPartitions(all), timeout, cancellationToken);

    /// <summary>The space of each of the given file systems, as <see cref="GetPartitionUsages"/> reads it.</summary>
    /// <param name="partitions">Some of the file systems that <see cref="GetPartitions"/> returned.</param>
    /// <param name="timeout">How long to wait for each of them: null, the default, for 5 s (<see cref="DefaultUsageTimeout"/>).</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<IReadOnlyList<PartitionUsage>> GetUsagesAsync(
        IEnumerable<DiskPartition> partitions,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(partitions);
        _ = TimeLimit.Check(timeout);
        OrderedDictionary<string, DiskPartition> visible = new(StringComparer.Ordinal);
        foreach (DiskPartition partition in partitions)
        {
            visible[partition.MountPoint] = partition;
        }

        List<PartitionUsage> usages = new(visible.Count);
        foreach (DiskPartition[] together in visible.Values.Chunk(MostUsagesAtOnce))
        {
            usages.AddRange(
                await Task.WhenAll(together.Select(partition => GetUsageOrReasonAsync(partition, timeout, cancellationToken)))
                    .ConfigureAwait(false)
            );
        }

        return usages;
    }

    private async Task<PartitionUsage> GetUsageOrReasonAsync(
        DiskPartition partition,
        TimeSpan? timeout,
        CancellationToken cancellationToken
    )
    {
        try
        {
            DiskUsage usage = await GetUsageAsync(partition.MountPoint, timeout, cancellationToken).ConfigureAwait(false);
            return new PartitionUsage { Partition = partition, Usage = usage };
        }
        catch (PsutilException exception)
        {
            return new PartitionUsage { Partition = partition, Exception = exception };
        }
    }

    /// <summary>
    /// I/O counters of each disk and partition since the machine started, by device name. They never run backwards, even if the operating
    /// system's counters wrap.
    /// </summary>
    /// <remarks>
    /// Linux: <c>/proc/diskstats</c>, then <c>/sys/block</c>. Windows: <c>IOCTL_DISK_PERFORMANCE</c> of each physical drive. macOS:
    /// <c>IOBlockStorageDriver</c> of IOKit. FreeBSD: <c>kern.devstat.all</c>. OpenBSD: <c>hw.diskstats</c>. NetBSD: <c>hw.iostats</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk();

    /// <summary>
    /// The sum of the I/O counters of all whole disks; null if the machine has none. Partitions, and devices that are built on other disks
    /// (RAID, LVM), are not counted a second time.
    /// </summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public DiskIOCounters? GetIOCounters()
    {
        IReadOnlyDictionary<string, DiskIOCounters> disks = GetIOCountersPerDisk();
        DiskIOCounters? sum = null;
        foreach (string name in SelectWholeDisks(disks))
        {
            sum = sum is { } known ? known + disks[name] : disks[name];
        }

        return sum;
    }

    /// <summary>
    /// Creates a meter, which measures the I/O per second, the latency and the utilization of all disks together and of each since its
    /// previous reading. Its first sample is taken now.
    /// </summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public DiskMeter CreateMeter() => new(this);

    /// <summary>Pressure stall information: the share of time in which tasks waited for I/O; null if the kernel does not keep it.</summary>
    /// <remarks>Linux 4.20 and later: <c>/proc/pressure/io</c>.</remarks>
    public virtual PressureStall? GetPressure() => null;

    /// <summary>
    /// The size of each disk in bytes, by device name; null where it is not read. Partitions and devices without a medium are left out.
    /// </summary>
    /// <remarks>Linux: <c>/sys/block/NAME/size</c>. Other systems: null.</remarks>
    /// <exception cref="PsutilException">There are too many disks, or no free descriptor to list them with.</exception>
    public virtual IReadOnlyDictionary<string, long>? GetSizePerDisk() => null;

    /// <summary>The clock that meters go by.</summary>
    internal TimeProvider Clock => _machine.TimeProvider;

    /// <summary>The mounted file systems, in mount order.</summary>
    protected abstract IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options);

    /// <summary>The space of the file system that contains a path. Waits without a limit if the timeout is null.</summary>
    protected abstract DiskUsage GetUsageCore(string path, TimeSpan? timeout);

    /// <summary>
    /// The names of the disks whose counters <see cref="GetIOCounters"/> adds up: whole disks, without their partitions and without devices
    /// that are built on other disks. The default implementation returns all.
    /// </summary>
    /// <param name="disks">The counters of each disk and partition, by device name.</param>
    public virtual IEnumerable<string> SelectWholeDisks(IReadOnlyDictionary<string, DiskIOCounters> disks)
    {
        ArgumentNullException.ThrowIfNull(disks);
        return disks.Keys;
    }
}
