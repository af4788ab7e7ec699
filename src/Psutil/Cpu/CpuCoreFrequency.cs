namespace Psutil;

/// <summary>The frequency of one logical CPU.</summary>
public readonly record struct CpuCoreFrequency
{
    /// <summary>The CPU's number, as affinity uses it.</summary>
    public required int Number { get; init; }

    /// <summary>Its frequency.</summary>
    public required CpuFrequency Frequency { get; init; }
}
