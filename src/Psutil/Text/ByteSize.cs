namespace Psutil;

/// <summary>Formats byte counts.</summary>
public static class ByteSize
{
    private const string Symbols = "KMGTPE";

    /// <summary>
    /// Formats a number of bytes with one decimal and the symbol of a power of 1024: <c>9.8K</c> for 10000. Below 1024 it is a whole
    /// number: <c>512B</c>. Negative numbers are formatted likewise: <c>-9.8K</c>.
    /// </summary>
    /// <remarks>
    /// <c>bytes2human</c> of psutil returns the same from 1024 on, but <c>512.0B</c> below it, and no symbol for negative numbers.
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
