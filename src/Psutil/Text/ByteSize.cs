namespace Psutil;

/// <summary>Byte counts for people.</summary>
public static class ByteSize
{
    private const string Symbols = "KMGTPE";

    /// <summary>
    /// A count of bytes with one decimal and a binary symbol, which stands for a power of 1024: <c>9.8K</c> for 10000. Below 1024 the whole
    /// number, <c>512B</c>; a count below zero likewise, <c>-9.8K</c>.
    /// </summary>
    /// <remarks>
    /// psutil's <c>bytes2human</c> writes the same from 1024 on, but <c>512.0B</c> below it, and gives no symbol to numbers below zero.
    /// </remarks>
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
