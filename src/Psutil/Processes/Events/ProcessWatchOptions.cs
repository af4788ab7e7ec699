namespace Psutil;

/// <summary>The options of <see cref="Processes.Watch"/>.</summary>
public sealed record ProcessWatchOptions
{
    /// <summary>Whether to use the events of the kernel where they are available. True by default.</summary>
    public bool UseKernelEvents { get; init; } = true;

    /// <summary>
    /// The time between two readings of the process table, 1 s by default. Used with <see cref="ProcessWatchSource.Differences"/> only.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The maximum number of the kernel's events that wait for a slow reader, 16,384 by default. When it is reached, further events are
    /// lost, and counted, until the reader has read those that wait.
    /// </summary>
    public int QueueCapacity { get; init; } = 16_384;
}
