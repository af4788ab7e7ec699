namespace Psutil;

/// <summary>The pressure stall information of Linux: the time in which tasks waited for a resource.</summary>
public readonly record struct PressureStall
{
    /// <summary>The time in which at least one task waited. Linux: the line <c>some</c>.</summary>
    public required PressureShare Some { get; init; }

    /// <summary>
    /// The time in which all non-idle tasks waited at once; null if the kernel does not count it (for the CPU before Linux 5.13). Linux:
    /// the line <c>full</c>.
    /// </summary>
    public PressureShare? Full { get; init; }
}
