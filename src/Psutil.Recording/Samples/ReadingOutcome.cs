namespace Psutil.Recording;

/// <summary>How a reading went. A number of a file: never renumbered.</summary>
internal enum ReadingOutcome
{
    /// <summary>The reading was not recorded.</summary>
    NotRecorded = 0,

    Read = 1,

    NotSupported = 2,

    Denied = 3,

    TimedOut = 4,

    Malformed = 5,

    Failed = 6,
}
