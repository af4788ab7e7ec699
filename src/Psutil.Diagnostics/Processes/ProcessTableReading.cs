namespace Psutil.Diagnostics;

/// <summary>What the instruments need of one reading of the process table.</summary>
internal sealed class ProcessTableReading
{
    /// <summary>The number of processes in each state, as the conventions name them.</summary>
    public required IReadOnlyDictionary<string, long> ByState { get; init; }

    /// <summary>The groups.</summary>
    public required IReadOnlyList<ProcessGroupReading> Groups { get; init; }

    /// <summary>The processes so far whose group was one too many; null if there are no groups.</summary>
    public required long? LeftOut { get; init; }

    /// <summary>The largest processes.</summary>
    public required IReadOnlyList<TopProcess> Top { get; init; }
}
