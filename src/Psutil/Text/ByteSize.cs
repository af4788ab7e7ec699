namespace Psutil;

/// <summary>Formats byte counts.</summary>
public static class ByteSize
{
    private const string Symbols = "KMGTPE";

    /// <summary>
    /// Formats a number of bytes as a number with one decimal and the symbol of the largest power of 1024 that is not larger: K, M, G, T, P
    /// or E. 10000 is <c>9.8K</c>. Below 1024 it is a whole number of bytes: <c>512B</c>. The sign is kept: <c>-9.8K</c>.
    /// </summary>
    /// <remarks>
    /// The decimal is rounded, so that a number just below the next power is <c>1024.0K</c> rather than <c>1.0M</c>. The result does not
    /// depend on the culture, and is for people: the number cannot be got back from it. <c>bytes2human</c> of psutil returns the same from
    /// 1024 on, but <c>512.0B</c> below it, and no symbol for negative numbers.
    /// </remarks>
    /// <param name="bytes">The number of bytes.</param>
    public static string ToString(long bytes)
    {
        double magnitude = Math.Abs((double)bytes);
        for (int power = Symbols.Length; power >= 1; power--)
        {
            double unit = Math.ScaleB(1.0, 10 * power);
            if (magnitude >= unit)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / unit:0.0}{Symbols[power - 1]}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes}B");
    }
}
