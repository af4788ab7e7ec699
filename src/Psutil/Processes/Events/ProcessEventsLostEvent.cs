namespace Psutil;

/// <summary>
/// Events were lost here, because they came faster than they were read. <see cref="Processes.Capture(ProcessFields)"/> gives the current
/// state.
/// </summary>
public sealed class ProcessEventsLostEvent : ProcessEvent
{
    /// <summary>
    /// The number of lost events; null if unknown. Events that the kernel could not deliver are all counted, including those that would not
    /// have been reported, such as events of threads.
    /// </summary>
    public long? Count { get; init; }
}
