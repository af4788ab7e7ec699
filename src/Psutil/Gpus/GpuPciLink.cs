namespace Psutil;

/// <summary>The PCI Express link of a GPU. It changes with the load: an idle GPU has a slower link.</summary>
public readonly record struct GpuPciLink
{
    /// <summary>The current number of lanes; null if unknown.</summary>
    public int? Width { get; init; }

    /// <summary>The number of lanes that the GPU can use; null if unknown.</summary>
    public int? MaxWidth { get; init; }

    /// <summary>
    /// The current speed of each lane, in billions of transfers per second: 2.5, 5, 8, 16, 32 or 64 for PCI Express 1 to 6. Null if
    /// unknown.
    /// </summary>
    public double? GigatransfersPerSecond { get; init; }

    /// <summary>The speed of each lane that the GPU can use; null if unknown.</summary>
    public double? MaxGigatransfersPerSecond { get; init; }
}
