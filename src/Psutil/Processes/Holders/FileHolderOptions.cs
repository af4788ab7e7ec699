namespace Psutil;

/// <summary>What <see cref="Processes.FindFileHolders(string, TimeSpan?)"/> hands to the operating system's part of it.</summary>
public readonly record struct FileHolderOptions
{
    /// <summary>How long to look, in all; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Ends the search.</summary>
    public CancellationToken CancellationToken { get; init; }
}
