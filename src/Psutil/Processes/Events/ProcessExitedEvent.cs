namespace Psutil;

/// <summary>A process ended. It is still a zombie if its parent has not collected it yet.</summary>
public sealed class ProcessExitedEvent : ProcessEvent
{
    /// <summary>The process that ended. The identity is the same as in its <see cref="ProcessStartedEvent"/>, if there was one.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary>The last known name of the process; null if unknown.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The exit code, or the negative number of the signal that ended the process; null if unknown. With
    /// <see cref="ProcessWatchSource.Kernel"/> it is always known; with <see cref="ProcessWatchSource.Differences"/>, on Linux 6.15 and
    /// later.
    /// </summary>
    public int? ExitCode { get; init; }
}
