namespace Psutil;

/// <summary>A process ended. It may still be a zombie, if its parent has not collected it.</summary>
/// <param name="Time">When it happened or, where differences are watched, when it was noticed.</param>
/// <param name="Identity">Which process: what its <see cref="ProcessStartedEvent"/> said, if that was seen.</param>
/// <param name="Name">The last name that it was known under; null if none was.</param>
/// <param name="ExitCode"> The exit code, or the negated number of the signal that ended it; null if unknown. The kernel's own events
/// always have it; where differences are watched, it is known on Linux 6.15 and later.
/// </param>
public sealed record ProcessExitedEvent(DateTimeOffset Time, ProcessIdentity Identity, string? Name, int? ExitCode) : ProcessEvent(Time);
