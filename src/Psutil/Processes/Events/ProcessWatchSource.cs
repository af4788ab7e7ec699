namespace Psutil;

/// <summary>Where the events of a <see cref="ProcessWatch"/> come from.</summary>
public enum ProcessWatchSource
{
    /// <summary>Not known. Never returned.</summary>
    Unknown = 0,

    /// <summary>
    /// The kernel reports each event as it happens, even of the shortest life. Linux: the process connector.
    /// </summary>
    Kernel = 1,

    /// <summary>
    /// The table of processes is read again and again and compared: what begins and ends between two readings is not seen.
    /// </summary>
    Differences = 2,
}
