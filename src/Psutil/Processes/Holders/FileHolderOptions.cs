namespace Psutil;

/// <summary>The options that <see cref="Processes.FindFileHolders(string, TimeSpan?)"/> passes to its overridable core.</summary>
public readonly record struct FileHolderOptions
{
    /// <summary>The time limit of the whole search; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The only process to search; null for all.</summary>
    public OSProcess? Process { get; init; }

    /// <summary>Whether everything below a directory counts, as in <see cref="Processes.FindHoldersBelow"/>.</summary>
    public bool IncludeContents { get; init; }

    /// <summary>Cancels the search.</summary>
    public CancellationToken CancellationToken { get; init; }
}
