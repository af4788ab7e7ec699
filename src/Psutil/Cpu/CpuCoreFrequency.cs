namespace Psutil;

/// <summary>The frequency of one logical CPU.</summary>
public readonly record struct CpuCoreFrequency
{
    /// <summary>The number of the CPU, as in a CPU affinity.</summary>
    public required int Number { get; init; }

    /// <summary>The frequency of the CPU.</summary>
    public required CpuFrequency Frequency { get; init; }
}
