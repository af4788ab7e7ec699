namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The size of a cache in sysfs: <c>32K</c>, in some older kernels <c>8M</c>.</summary>
internal static class CacheSize
{
    private const long BytesPerKilobyte = 1024;

    /// <summary>The size in bytes; null if it is not a size, or 0.</summary>
    public static long? Parse(ReadOnlySpan<byte> text)
    {
        text = Ascii.Trim(text);
        long unit =
            text.EndsWith("K"u8) ? BytesPerKilobyte
            : text.EndsWith("M"u8) ? BytesPerKilobyte * BytesPerKilobyte
            : 1;
        ReadOnlySpan<byte> number = unit == 1 ? text : text[..^1];
        return Ascii.TryParse(number, out long value) && value > 0 && value <= long.MaxValue / unit ? value * unit : null;
    }
}
