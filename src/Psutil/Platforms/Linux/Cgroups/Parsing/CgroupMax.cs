using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A file with one limit: <c>memory.max</c> and <c>pids.max</c> in v2, <c>memory.limit_in_bytes</c> and others in v1.</summary>
internal static class CgroupMax
{
    // v1 writes the largest number of whole pages for 'no limit'. Pages are at most 64 KiB where .NET runs.
    public const long SmallestUnlimited = long.MaxValue - 0xFFFF;

    /// <summary>A number; null for no limit: <c>max</c> (v2), -1 or the largest number (v1).</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long? limit, [NotNullWhen(false)] out string? malformed)
    {
        text = Ascii.Trim(text);
        limit = null;
        malformed = null;
        if (text.SequenceEqual("max"u8) || text.SequenceEqual("-1"u8))
        {
            return true;
        }

        if (Ascii.TryParse(text, out ulong value))
        {
            limit = value >= SmallestUnlimited ? null : (long)value;
            return true;
        }

        malformed = "limit";
        return false;
    }
}
