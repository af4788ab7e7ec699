using Psutil.Tool.Listing;

namespace Psutil.Tool.ControlCommands;

/// <summary>The outcome of a signal to a process.</summary>
/// <param name="Process">The process.</param>
/// <param name="Result">One of the constants here.</param>
internal sealed record KillOutcome(ProcessRow Process, string Result)
{
    /// <summary>The signal was sent; the process may ignore it.</summary>
    public const string Sent = "sent";

    /// <summary>The process has ended within the wait.</summary>
    public const string Ended = "ended";

    /// <summary>The process had ended before the signal was sent.</summary>
    public const string Gone = "gone";

    public const string Denied = "denied";
    public const string Failed = "failed";

    /// <summary>The process has not ended in time.</summary>
    public const string Alive = "alive";

    public bool IsFailure => Result is Denied or Failed or Alive;
}
