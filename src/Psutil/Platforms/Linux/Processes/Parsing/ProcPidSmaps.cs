using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>/proc/PID/smaps</c> and <c>smaps_rollup</c> (fs/proc/task_mmu.c): a header line for each region, then <c>name: number kB</c> lines.
/// </summary>
internal static class ProcPidSmaps
{
    /// <summary>
    /// The totals over all regions: <c>smaps_rollup</c> has one, <c>smaps</c> all of them. An empty text means a process without memory.
    /// </summary>
    public static bool TryParseFootprint(
        ReadOnlySpan<byte> text,
        out ProcessMemoryFootprint footprint,
        [NotNullWhen(false)] out string? malformed
    )
    {
        long unique = 0,
            proportional = 0,
            swap = 0;
        bool hasPrivate = false,
            hasProportional = false,
            hasSwap = false;
        bool isEmpty = text.IsEmpty;
        KeyedLineCursor lines = new(text);
        while (lines.MoveNext())
        {
            // Private_Clean, Private_Dirty and Private_Hugetlb are not shared with any other process (USS).
            ReadOnlySpan<byte> key = lines.Key;
            switch (key[0])
            {
                case (byte)'P' when key.SequenceEqual("Pss"u8):
                    hasProportional |= TryAdd(lines.Value, ref proportional);
                    break;
                case (byte)'P' when key.StartsWith("Private_"u8):
                    hasPrivate |= TryAdd(lines.Value, ref unique);
                    break;
                case (byte)'S' when key.SequenceEqual("Swap"u8):
                    hasSwap |= TryAdd(lines.Value, ref swap);
                    break;
            }
        }

        footprint = new ProcessMemoryFootprint
        {
            Uss = unique,
            Pss = hasProportional || isEmpty ? proportional : null,
            Swap = hasSwap || isEmpty ? swap : null,
        };
        malformed = hasPrivate || isEmpty ? null : "Private_Clean";
        return malformed is null;
    }

    /// <summary>
    /// The regions of <c>smaps</c>. The path is as the kernel writes it: newlines are escaped, a deleted file's ends in <c> (deleted)</c>.
    /// </summary>
    public static bool TryParseMaps(ReadOnlySpan<byte> text, out List<ProcessMemoryMap> maps, [NotNullWhen(false)] out string? malformed)
    {
        maps = [];
        malformed = null;
        string? lastPath = null;
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> header = NextLine(ref text);
            if (header.IsEmpty)
            {
                continue;
            }

            malformed = ParseRegion(header, ref text, ref lastPath, out ProcessMemoryMap? map);
            if (malformed is not null)
            {
                return false;
            }

            maps.Add(map!);
        }

        return true;
    }

    /// <summary>
    /// Parses one region: its header, and the lines up to the next. Returns the name of what is missing; null if complete.
    /// </summary>
    private static string? ParseRegion(
        scoped ReadOnlySpan<byte> header,
        ref ReadOnlySpan<byte> text,
        ref string? lastPath,
        out ProcessMemoryMap? map
    )
    {
        map = null;
        FieldCursor fields = new(header);
        if (
            !fields.TryNext(out ReadOnlySpan<byte> address)
            || !address.Contains((byte)'-')
            || !fields.TryNext(out ReadOnlySpan<byte> permissions)
            || !fields.Skip(3)
        )
        {
            return "address";
        }

        RegionSizes sizes = default;
        while (!text.IsEmpty && !IsHeader(text))
        {
            ReadOnlySpan<byte> line = NextLine(ref text);
            int colon = line.IndexOf((byte)':');
            if (colon >= 0)
            {
                sizes.Take(line[..colon], line[(colon + 1)..]);
            }
        }

        if (sizes.Size is not { } size || sizes.Rss is not { } rss)
        {
            return sizes.Size is null ? "Size" : "Rss";
        }

        map = new ProcessMemoryMap
        {
            Path = PathOf(fields.Rest.Trim(" \t"u8), ref lastPath),
            Address = OSText.GetString(address),
            Permissions = PermissionsOf(permissions),
            Size = size,
            Rss = rss,
            Pss = sizes.Pss,
            SharedClean = sizes.SharedClean,
            SharedDirty = sizes.SharedDirty,
            PrivateClean = sizes.PrivateClean,
            PrivateDirty = sizes.PrivateDirty,
            Referenced = sizes.Referenced,
            Anonymous = sizes.Anonymous,
            Swap = sizes.Swap,
        };
        return null;
    }

    // A process has thousands of regions, and few kinds of them.
    private static string PermissionsOf(ReadOnlySpan<byte> permissions) =>
        permissions.SequenceEqual("r--p"u8) ? "r--p"
        : permissions.SequenceEqual("rw-p"u8) ? "rw-p"
        : permissions.SequenceEqual("r-xp"u8) ? "r-xp"
        : permissions.SequenceEqual("---p"u8) ? "---p"
        : OSText.GetString(permissions);

    // The regions of one file stand together.
    private static string PathOf(ReadOnlySpan<byte> path, ref string? lastPath) =>
        path.IsEmpty ? "[anon]"
        : lastPath is not null && System.Text.Ascii.Equals(path, lastPath) ? lastPath
        : lastPath = OSText.GetString(path);

    // A header begins with a lower-case hexadecimal address, every other line with a capital letter.
    private static bool IsHeader(ReadOnlySpan<byte> text) => text[0] is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f');

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line;
    }

    private static long? ParseValue(ReadOnlySpan<byte> value)
    {
        long bytes = 0;
        return TryAdd(value, ref bytes) ? bytes : null;
    }

    private static bool TryAdd(ReadOnlySpan<byte> value, ref long sum)
    {
        FieldCursor fields = new(value);
        if (!fields.TryNext(out long kibibytes) || kibibytes is < 0 or > long.MaxValue / 1024 || sum > long.MaxValue - kibibytes * 1024)
        {
            return false;
        }

        sum += kibibytes * 1024;
        return true;
    }

    /// <summary>The sizes of one region, in bytes; null if this kernel does not write the line.</summary>
    private struct RegionSizes
    {
        public long? Size;
        public long? Rss;
        public long? Pss;
        public long? SharedClean;
        public long? SharedDirty;
        public long? PrivateClean;
        public long? PrivateDirty;
        public long? Referenced;
        public long? Anonymous;
        public long? Swap;

        public void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            // By length first, because half of the twenty or so lines are not needed.
            switch (key.Length)
            {
                case 4 when key.SequenceEqual("Size"u8):
                    Size = ParseValue(value);
                    break;
                case 3 when key.SequenceEqual("Rss"u8):
                    Rss = ParseValue(value);
                    break;
                case 3 when key.SequenceEqual("Pss"u8):
                    Pss = ParseValue(value);
                    break;
                case 12 when key.SequenceEqual("Shared_Clean"u8):
                    SharedClean = ParseValue(value);
                    break;
                case 12 when key.SequenceEqual("Shared_Dirty"u8):
                    SharedDirty = ParseValue(value);
                    break;
                case 13 when key.SequenceEqual("Private_Clean"u8):
                    PrivateClean = ParseValue(value);
                    break;
                case 13 when key.SequenceEqual("Private_Dirty"u8):
                    PrivateDirty = ParseValue(value);
                    break;
                case 10 when key.SequenceEqual("Referenced"u8):
                    Referenced = ParseValue(value);
                    break;
                case 9 when key.SequenceEqual("Anonymous"u8):
                    Anonymous = ParseValue(value);
                    break;
                case 4 when key.SequenceEqual("Swap"u8):
                    Swap = ParseValue(value);
                    break;
            }
        }
    }
}
