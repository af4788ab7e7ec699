namespace Psutil.Platforms.Linux;

/// <summary>The kernel's temperatures: thousandths of a degree Celsius.</summary>
internal static class LinuxTemperature
{
    private const long AbsoluteZero = -273_150;

    // No sensor of a machine measures what its silicon would not live through. Drivers make millions of degrees of an error code (nct6793),
    // and an NVMe disk without a limit gives the largest number of kelvins that its 16 bits hold.
    private const long Highest = 1_000_000;

    /// <summary>
    /// In degrees; null for what is no temperature: absolute zero stands for none or 'not set', and thermal zones mark one that is not
    /// valid as -274 °C.
    /// </summary>
    public static double? ToDegrees(long? thousandths) => thousandths is > AbsoluteZero and < Highest and { } known ? known / 1000.0 : null;
}
