namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/zoneinfo</c>.</summary>
internal static class ProcZoneinfo
{
    /// <summary>
    /// The sum of all zones' low watermarks in pages: below them the kernel starts to reclaim memory. A malformed number counts as 0.
    /// </summary>
    public static long SumLowWatermarks(ReadOnlySpan<byte> text)
    {
        long sum = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            FieldCursor fields = new(text[range]);
            if (
                fields.TryNext(out ReadOnlySpan<byte> name)
                && name.SequenceEqual("low"u8)
                && fields.TryNext(out long pages)
                && pages > 0
                && pages <= long.MaxValue - sum
            )
            {
                sum += pages;
            }
        }

        return sum;
    }
}
