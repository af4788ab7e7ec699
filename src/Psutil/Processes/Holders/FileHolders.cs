namespace Psutil;

/// <summary>The processes that hold a file, as far as the caller may read them.</summary>
public sealed class FileHolders
{
    /// <summary>The processes that hold the file, by PID.</summary>
    public required IReadOnlyList<FileHolder> Holders { get; init; }

    /// <summary>
    /// The processes that could not be read, or not completely, with the reason: the caller may not read them, or the operating system did
    /// not answer in time. They may hold the file too.
    /// </summary>
    public required IReadOnlyDictionary<OSProcess, Unavailability> Unavailable { get; init; }
}
