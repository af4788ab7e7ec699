namespace Psutil;

/// <summary>What one process uses of one GPU.</summary>
public sealed class GpuProcess : ProcessGpuCounters
{
    /// <summary>The process.</summary>
    public required OSProcess Process { get; init; }
}
