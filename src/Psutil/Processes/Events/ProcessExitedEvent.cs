namespace Psutil;

/// <summary>A process ended. It may still be a zombie, if its parent has not collected it.</summary>
public sealed class ProcessExitedEvent : ProcessEvent
{
    /// <summary>Which process ended: the identity that its <see cref="ProcessStartedEvent"/> had, if that was seen.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary>The last name that the process was known under; null if none was.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The exit code, or the negated number of the signal that ended the process; null if unknown. The kernel's own events always have it;
    /// where differences are watched, it is known on Linux 6.15 and later.
    /// </summary>
    public int? ExitCode { get; init; }
}
