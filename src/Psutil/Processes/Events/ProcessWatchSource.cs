namespace Psutil;

/// <summary>Where the events of a <see cref="ProcessWatch"/> come from.</summary>
public enum ProcessWatchSource
{
    /// <summary>Unknown. Never returned.</summary>
    Unknown = 0,

    /// <summary>
    /// The kernel reports each event as it happens, also for processes that live very briefly. Linux: the process connector.
    /// </summary>
    Kernel = 1,

    /// <summary>
    /// The process table is read repeatedly and compared. Processes that start and end between two readings are not seen.
    /// </summary>
    Differences = 2,

    /// <summary>
    /// A recording of the machine (the package Psutil.Recording): what its recorder saw, by either of the other two. The stream ends with
    /// the recording.
    /// </summary>
    Recorded = 3,
}
