namespace Psutil;

/// <summary>The traffic of one process, as a <see cref="ProcessNetworkMeter"/> counted it.</summary>
public sealed class ProcessNetworkUse
{
    /// <summary>The process.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary>The sums since the meter began.</summary>
    public required ProcessNetworkIOCounters Counters { get; init; }

    /// <summary>The rates since the previous reading. Null if less than 10 ms have passed since then.</summary>
    public ProcessNetworkIORates? Rates { get; init; }

    /// <summary>Whether the process has ended. Its sums are final, and the next readings do not have them.</summary>
    public required bool HasEnded { get; init; }
}
