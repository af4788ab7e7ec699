namespace Psutil;

/// <summary>The result of <see cref="Processes.WaitAll"/>.</summary>
public sealed class WaitAllResult
{
    /// <summary>The processes that ended, in the order in which they ended.</summary>
    public required IReadOnlyList<ProcessExit> Ended { get; init; }

    /// <summary>The processes that had not ended when the timeout expired.</summary>
    public required IReadOnlyList<OSProcess> Survivors { get; init; }
}
