namespace Psutil;

/// <summary>How a wait for several processes ended.</summary>
public sealed class WaitAllResult
{
    /// <summary>The processes that ended, in the order in which they did.</summary>
    public required IReadOnlyList<ProcessExit> Ended { get; init; }

    /// <summary>The processes that had not ended when the time was up.</summary>
    public required IReadOnlyList<OSProcess> Survivors { get; init; }
}
