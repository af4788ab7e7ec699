namespace Psutil.Platforms.Bsd;

/// <summary>How a wait for the end of a process went.</summary>
internal enum ExitWait
{
    /// <summary>The process has ended.</summary>
    Ended,

    /// <summary>It did not end in time.</summary>
    TimedOut,

    /// <summary>The kernel does not report its end to the caller.</summary>
    Refused,
}
