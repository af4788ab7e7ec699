namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>JOBOBJECT_CPU_RATE_CONTROL_INFORMATION</c>.</summary>
internal struct JobCpuRate
{
    public const uint Enabled = 0x1;
    public const uint WeightBased = 0x2;
    public const uint HardCap = 0x4;
    public const uint MinimumMaximum = 0x10;

    public uint ControlFlags;

    /// <summary>
    /// In 1/10000 of all CPUs; for <see cref="MinimumMaximum"/> the minimum in the low and the maximum in the high half; or a weight.
    /// </summary>
    public uint Rate;
}
