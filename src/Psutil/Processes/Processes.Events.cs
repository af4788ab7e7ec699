namespace Psutil;

// Watching processes come and go.
public abstract partial class Processes
{
    /// <summary>
    /// Watches processes start, end and take other names. When this returns, the watch has begun: whatever happens from now on is in the
    /// stream, however late it is read. <see cref="ProcessWatch.Source"/> says how the events are come by.
    /// </summary>
    /// <remarks>
    /// Linux: the kernel's process connector, for root and, since Linux 6.6, for everybody; not in a container, nor for another root than
    /// the machine's own. There, and on other systems, the differences between two looks at the table.
    /// </remarks>
    /// <param name="options">How to go about it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is not above zero.</exception>
    public ProcessWatch Watch(ProcessWatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ProcessWatchOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Interval, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.QueueCapacity, nameof(options));
        return WatchCore(options, cancellationToken);
    }

    /// <summary>Whether another name of a process means anything.</summary>
    internal virtual bool CanBeRenamed(ProcessSnapshot process) => true;

    /// <summary>Begins a watch. The options were checked.</summary>
    protected virtual ProcessWatch WatchCore(ProcessWatchOptions options, CancellationToken cancellationToken) =>
        WatchDifferences(options, exitCodes: null, cancellationToken);

    internal ProcessWatch WatchDifferences(ProcessWatchOptions options, ExitCodeSource? exitCodes, CancellationToken cancellationToken)
    {
        ProcessTableWatch watch = new(this, options.Interval, exitCodes);
        return new ProcessWatch(ProcessWatchSource.Differences, watch.ReadAsync(CancellationToken.None), watch, cancellationToken);
    }
}
