namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A NUMA node's <c>meminfo</c>: lines of the form <c>Node 0 MemTotal:  32768 kB</c>. A value that it lacks is null.</summary>
internal readonly record struct NodeMeminfo(long? TotalBytes, long? FreeBytes)
{
    private const long BytesPerKilobyte = 1024;

    public static NodeMeminfo Parse(ReadOnlySpan<byte> text)
    {
        long? total = null;
        long? free = null;
        KeyedLineCursor lines = new(text);
        while (lines.MoveNext())
        {
            if (lines.Key.EndsWith(" MemTotal"u8))
            {
                total = ReadBytes(lines.Value);
            }
            else if (lines.Key.EndsWith(" MemFree"u8))
            {
                free = ReadBytes(lines.Value);
            }
        }

        return new NodeMeminfo(total, free);
    }

    private static long? ReadBytes(ReadOnlySpan<byte> value)
    {
        value = Ascii.Trim(value);
        return
            value.EndsWith("kB"u8)
            && Ascii.TryParse(Ascii.Trim(value[..^2]), out long kilobytes)
            && kilobytes is >= 0 and <= long.MaxValue / BytesPerKilobyte
            ? kilobytes * BytesPerKilobyte
            : null;
    }
}
