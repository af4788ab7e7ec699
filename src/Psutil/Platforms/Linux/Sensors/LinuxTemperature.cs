namespace Psutil.Platforms.Linux;

/// <summary>The kernel's temperatures: thousandths of a degree Celsius.</summary>
internal static class LinuxTemperature
{
    private const long AbsoluteZero = -273_150;

    // An NVMe disk without a limit gives the largest number of kelvins that its 16 bits hold.
    private const long NoLimit = ushort.MaxValue * 1000L + AbsoluteZero;

    /// <summary>In degrees; null for what is no temperature (thermal zones mark one that is not valid as -274 °C).</summary>
    public static double? ToDegrees(long? thousandths) => thousandths is { } known and >= AbsoluteZero ? known / 1000.0 : null;

    /// <summary>A limit in degrees; null if it stands for none.</summary>
    public static double? ToLimit(long? thousandths) => thousandths >= NoLimit ? null : ToDegrees(thousandths);
}
