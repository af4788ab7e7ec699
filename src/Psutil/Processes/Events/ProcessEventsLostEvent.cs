namespace Psutil;

/// <summary>
/// Here events are missing: they came faster than they were read. What is true now, <see cref="Processes.Capture(ProcessFields)"/> tells.
/// </summary>
/// <param name="Time">When it was noticed.</param>
/// <param name="Count"> How many; null if unknown. Of those that the kernel could not hand over, it counts all, also such as would not have
/// been told (of threads, of users).
/// </param>
public sealed record ProcessEventsLostEvent(DateTimeOffset Time, long? Count) : ProcessEvent(Time);
