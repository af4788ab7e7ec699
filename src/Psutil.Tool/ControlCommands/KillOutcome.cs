using Psutil.Tool.Listing;

namespace Psutil.Tool.ControlCommands;

/// <summary>What became of a process that was to be sent a signal.</summary>
/// <param name="Process">The process.</param>
/// <param name="Result">One of the constants here.</param>
internal sealed record KillOutcome(ProcessRow Process, string Result)
{
    /// <summary>The signal was sent; whether the process obeys is its affair.</summary>
    public const string Sent = "sent";

    /// <summary>It has ended, and was waited for.</summary>
    public const string Ended = "ended";

    /// <summary>It had ended before the signal came.</summary>
    public const string Gone = "gone";

    public const string Denied = "denied";
    public const string Failed = "failed";

    /// <summary>It has not ended in time.</summary>
    public const string Alive = "alive";

    public bool IsFailure => Result is Denied or Failed or Alive;
}
