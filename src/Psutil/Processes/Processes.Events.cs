namespace Psutil;

// Watching processes start and end.
public abstract partial class Processes
{
    /// <summary>
    /// Watches processes start, end and change their names. The watch has begun when this method returns: later events are in the stream,
    /// however late it is read. <see cref="ProcessWatch.Source"/> says where the events come from.
    /// </summary>
    /// <remarks>
    /// Linux: the process connector of the kernel, for root and, since Linux 6.6, for all users; not in a container, and not for another
    /// root. There, and on other operating systems, the differences between two readings of the process table.
    /// </remarks>
    /// <param name="options">The options; null, the default, for <see cref="ProcessWatchOptions"/> as they are created.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is not above zero.</exception>
    public ProcessWatch Watch(ProcessWatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ProcessWatchOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Interval, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.QueueCapacity, nameof(options));
        return WatchCore(options, cancellationToken);
    }

    /// <summary>
    /// Tracks a process and all its descendants from now on: they are remembered when their parents or the process itself have ended, and
    /// can be read, waited for and killed. The caller disposes the tree.
    /// </summary>
    /// <param name="root">The process.</param>
    /// <param name="options">The options; null, the default, for <see cref="TrackTreeOptions"/> as they are created.</param>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public TrackedTree TrackTree(OSProcess root, TrackTreeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new TrackedTree(this, root, options ?? new TrackTreeOptions());
    }

    /// <summary>A watch of the kernel's events; null where there are none.</summary>
    internal virtual ProcessWatch? TryWatchKernel() => null;

    /// <summary>Begins a watch. The options were checked.</summary>
    protected virtual ProcessWatch WatchCore(ProcessWatchOptions options, CancellationToken cancellationToken) =>
        WatchDifferences(options, exitCodes: null, cancellationToken);

    /// <param name="options">The options.</param>
    /// <param name="exitCodes">Where exit codes come from; null if there are none.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <param name="canBeRenamed">Whether a change of the name of a process is an event; null if it always is.</param>
    internal ProcessWatch WatchDifferences(
        ProcessWatchOptions options,
        ExitCodeSource? exitCodes,
        CancellationToken cancellationToken,
        Func<ProcessSnapshot, bool>? canBeRenamed = null
    )
    {
        ProcessTableWatch watch = new(this, options.Interval, exitCodes, canBeRenamed);
        return new ProcessWatch(ProcessWatchSource.Differences, watch.ReadAsync(CancellationToken.None), watch, cancellationToken);
    }
}
