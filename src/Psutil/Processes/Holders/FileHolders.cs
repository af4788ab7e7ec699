namespace Psutil;

/// <summary>The processes that hold a file, as far as the caller may know.</summary>
public sealed class FileHolders
{
    /// <summary>The processes that hold the file, by PID.</summary>
    public required IReadOnlyList<FileHolder> Holders { get; init; }

    /// <summary>
    /// The processes that could not be looked at, or not at all of what they hold, with the reason: the caller may not, or they did not
    /// answer in time. They may be holders too.
    /// </summary>
    public required IReadOnlyDictionary<OSProcess, Unavailability> Unavailable { get; init; }
}
