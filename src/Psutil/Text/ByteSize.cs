namespace Psutil;

/// <summary>Byte counts for people.</summary>
public static class ByteSize
{
    private const string Symbols = "KMGTPE";

    /// <summary>
    /// A count of bytes with one decimal and a binary symbol, as psutil's <c>bytes2human</c> writes it: <c>9.8K</c> for 10000, <c>512B</c>
    /// for 512.
    /// </summary>
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
