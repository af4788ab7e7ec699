using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Parses the battery status of <c>GetSystemPowerStatus</c>.</summary>
internal static class BatteryParser
{
    private const byte Unknown = 255;
    private const byte ChargingFlag = 8;
    private const byte NoBatteryFlag = 128;
    private const uint UnknownTime = uint.MaxValue;

    /// <summary>The battery; null if there is none, or its charge is unknown.</summary>
    public static BatteryReading? Parse(in SystemPowerStatus status)
    {
        if ((status.BatteryFlag & NoBatteryFlag) != 0 || status.BatteryLifePercent > 100)
        {
            return null;
        }

        bool? isPluggedIn = status.ACLineStatus switch
        {
            0 => false,
            1 => true,
            _ => null,
        };
        bool isCharging = status.BatteryFlag != Unknown && (status.BatteryFlag & ChargingFlag) != 0;
        TimeSpan? left =
            isPluggedIn == true || isCharging || status.BatteryLifeTime == UnknownTime
                ? null
                : TimeSpan.FromSeconds(status.BatteryLifeTime);
        return new BatteryReading
        {
            Percent = status.BatteryLifePercent,
            TimeLeft = left,
            IsPluggedIn = isPluggedIn,
            Status = ToStatus(status.BatteryLifePercent, isPluggedIn, isCharging),
        };
    }

    private static BatteryStatus? ToStatus(byte percent, bool? isPluggedIn, bool isCharging) =>
        (isCharging, isPluggedIn) switch
        {
            (true, _) => BatteryStatus.Charging,
            (false, true) => percent == 100 ? BatteryStatus.Full : BatteryStatus.NotCharging,
            (false, false) => BatteryStatus.Discharging,
            _ => null,
        };
}
