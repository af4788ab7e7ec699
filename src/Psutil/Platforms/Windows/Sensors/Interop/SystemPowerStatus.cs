namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>SYSTEM_POWER_STATUS</c>.</summary>
internal struct SystemPowerStatus
{
    public byte ACLineStatus;
    public byte BatteryFlag;
    public byte BatteryLifePercent;
    public byte SystemStatusFlag;
    public uint BatteryLifeTime;
    public uint BatteryFullLifeTime;
}
