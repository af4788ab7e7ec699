namespace Psutil.Platforms.Linux;

/// <summary>The kernel's temperatures: thousandths of a degree Celsius.</summary>
internal static class LinuxTemperature
{
    private const long AbsoluteZero = -273_150;

    // A higher value is an error, because the hardware would not survive it. Drivers turn an error code into millions of degrees (nct6793),
    // and an NVMe disk without a limit reports the largest 16-bit number of kelvins.
    private const long Highest = 1_000_000;

    /// <summary>
    /// In degrees; null for an invalid value: absolute zero means that there is none or that it is not set, and thermal zones use -274 °C
    /// for an invalid temperature.
    /// </summary>
    public static double? ToDegrees(long? thousandths) => thousandths is > AbsoluteZero and < Highest and { } known ? known / 1000.0 : null;
}
