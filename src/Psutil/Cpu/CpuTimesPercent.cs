namespace Psutil;

/// <summary>
/// The share of each mode in the time between two samples, in percent (0–100). The modes add up to 100. A mode is null if the operating
/// system does not count it.
/// </summary>
public readonly record struct CpuTimesPercent
{
    /// <summary>All modes except <see cref="Idle"/> and <see cref="IOWait"/>.</summary>
    public required double Busy { get; init; }

    /// <inheritdoc cref="CpuTimes.User"/>
    public required double User { get; init; }

    /// <inheritdoc cref="CpuTimes.System"/>
    public required double System { get; init; }

    /// <inheritdoc cref="CpuTimes.Idle"/>
    public required double Idle { get; init; }

    /// <inheritdoc cref="CpuTimes.Nice"/>
    public double? Nice { get; init; }

    /// <inheritdoc cref="CpuTimes.IOWait"/>
    public double? IOWait { get; init; }

    /// <inheritdoc cref="CpuTimes.Irq"/>
    public double? Irq { get; init; }

    /// <inheritdoc cref="CpuTimes.SoftIrq"/>
    public double? SoftIrq { get; init; }

    /// <inheritdoc cref="CpuTimes.Steal"/>
    public double? Steal { get; init; }

    /// <summary>Running a virtual machine's guest; here <see cref="User"/> does not include it. Linux.</summary>
    public double? Guest { get; init; }

    /// <summary>Running a virtual machine's guest with lowered priority; here <see cref="Nice"/> does not include it. Linux.</summary>
    public double? GuestNice { get; init; }

    /// <inheritdoc cref="CpuTimes.Dpc"/>
    public double? Dpc { get; init; }
}
