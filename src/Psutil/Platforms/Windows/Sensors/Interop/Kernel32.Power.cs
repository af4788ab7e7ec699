using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    /// <summary>The power supply and the battery.</summary>
    public static int GetPowerStatus(out SystemPowerStatus status)
    {
        SystemPowerStatus answer = default;
        int error = ErrorOf(GetSystemPowerStatus(&answer));
        status = answer;
        return error;
    }

    [LibraryImport(Library, SetLastError = true)]
    private static partial int GetSystemPowerStatus(SystemPowerStatus* status);
}

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
