namespace Psutil.Diagnostics;

/// <summary>What the instruments need of one reading of the process table.</summary>
internal sealed class ProcessTableReading
{
    /// <summary>The number of processes in each state, as the conventions name them.</summary>
    public required IReadOnlyDictionary<string, long> ByState { get; init; }
}
