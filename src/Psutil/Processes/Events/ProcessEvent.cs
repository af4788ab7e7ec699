namespace Psutil;

/// <summary>
/// An event of a process, from <see cref="Processes.Watch"/>: a <see cref="ProcessStartedEvent"/>, a <see cref="ProcessExitedEvent"/>, a
/// <see cref="ProcessRenamedEvent"/>, or a <see cref="ProcessEventsLostEvent"/> in place of those that could not be delivered.
/// </summary>
public abstract class ProcessEvent
{
    private protected ProcessEvent() { }

    /// <summary>When it happened; with <see cref="ProcessWatchSource.Differences"/>, when it was noticed.</summary>
    public required DateTimeOffset Time { get; init; }
}
