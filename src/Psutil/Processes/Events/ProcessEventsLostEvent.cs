namespace Psutil;

/// <summary>
/// Events are missing here: they came faster than they were read. <see cref="Processes.Capture(ProcessFields)"/> gives the present state.
/// </summary>
public sealed class ProcessEventsLostEvent : ProcessEvent
{
    /// <summary>
    /// How many are missing; null if unknown. Of those that the kernel could not deliver, it counts all, also such as would not have been
    /// reported (of threads, of users).
    /// </summary>
    public long? Count { get; init; }
}
