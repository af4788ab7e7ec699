namespace Psutil;

/// <summary>How <see cref="Processes.Watch"/> goes about it.</summary>
public sealed record ProcessWatchOptions
{
    /// <summary>Whether the kernel's own events are used where they can be had.</summary>
    public bool UseKernelEvents { get; init; } = true;

    /// <summary>Where differences are watched: how long from one look at the table to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many of the kernel's events wait for a slow reader. When it has let that many pile up, those that follow until it has read them
    /// are lost, and counted.
    /// </summary>
    public int QueueCapacity { get; init; } = 16_384;
}
