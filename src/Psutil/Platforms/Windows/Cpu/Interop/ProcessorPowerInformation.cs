namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>PROCESSOR_POWER_INFORMATION</c>: one CPU's frequency.</summary>
internal struct ProcessorPowerInformation
{
    public uint Number;
    public uint MaxMhz;
    public uint CurrentMhz;
    public uint MhzLimit;
    public uint MaxIdleState;
    public uint CurrentIdleState;
}
