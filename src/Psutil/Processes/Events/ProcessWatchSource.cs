namespace Psutil;

/// <summary>Where the events of a <see cref="ProcessWatch"/> come from.</summary>
public enum ProcessWatchSource
{
    /// <summary>The kernel tells each event as it happens, even of the shortest life. Linux: the process connector.</summary>
    Kernel,

    /// <summary>
    /// The table of processes is looked at again and again, and the differences are told: what begins and ends between two looks is not
    /// seen.
    /// </summary>
    Differences,
}
