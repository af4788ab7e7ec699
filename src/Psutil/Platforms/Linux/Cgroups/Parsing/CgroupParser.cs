using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Where a process stands in the cgroup hierarchies, where these are mounted, and the files that hold their limits.</summary>
internal static class CgroupParser
{
    // v1 has no word for 'no limit': it writes the largest number of whole pages. Pages are at most 64 KiB where .NET runs.
    public const long SmallestUnlimited = long.MaxValue - 0xFFFF;

    // PATH_MAX: a longer path is none.
    private const int LongestPath = 4096;

    /// <summary>The lines <c>4:memory:/docker/0a1b</c> of <c>/proc/PID/cgroup</c>. A line of another form is left out.</summary>
    public static IReadOnlyList<CgroupMembership> ParseMemberships(ReadOnlySpan<byte> text)
    {
        List<CgroupMembership> memberships = [];
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            int first = line.IndexOf((byte)':');
            int second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)':');
            if (second < 0)
            {
                continue;
            }

            ReadOnlySpan<byte> controllers = line[(first + 1)..(first + 1 + second)];
            ReadOnlySpan<byte> path = line[(first + second + 2)..];
            if (path.StartsWith((byte)'/') && path.Length <= LongestPath)
            {
                memberships.Add(new CgroupMembership(OSText.GetString(controllers), OSText.GetString(path)));
            }
        }

        return memberships;
    }

    /// <summary>The cgroup file systems of <c>/proc/PID/mountinfo</c>. A line of another form is left out.</summary>
    public static IReadOnlyList<CgroupMount> ParseMounts(ReadOnlySpan<byte> text)
    {
        List<CgroupMount> mounts = [];
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];

            // The optional fields before the dash are any number, so what follows is found by the dash.
            int dash = line.IndexOf(" - cgroup"u8);
            if (dash < 0)
            {
                continue;
            }

            FieldCursor front = new(line[..dash]);
            FieldCursor back = new(line[(dash + 3)..]);
            if (
                front.Skip(3)
                && front.TryNext(out ReadOnlySpan<byte> root)
                && front.TryNext(out ReadOnlySpan<byte> mountPoint)
                && root.StartsWith((byte)'/')
                && mountPoint.StartsWith((byte)'/')
                && back.TryNext(out ReadOnlySpan<byte> type)
                && back.TryNext(out ReadOnlySpan<byte> _)
            )
            {
                back.TryNext(out ReadOnlySpan<byte> options);
                if (type.SequenceEqual("cgroup2"u8))
                {
                    mounts.Add(new CgroupMount(null, Unescape(root), Unescape(mountPoint)));
                }
                else if (type.SequenceEqual("cgroup"u8))
                {
                    mounts.Add(new CgroupMount(OSText.GetString(options), Unescape(root), Unescape(mountPoint)));
                }
            }
        }

        return mounts;
    }

    /// <summary>A file with one limit: a number, or <c>max</c> (v2), -1 or the largest number (v1), which are no limit and null.</summary>
    public static bool TryParseLimit(ReadOnlySpan<byte> text, out long? limit, [NotNullWhen(false)] out string? malformed)
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

    /// <summary>
    /// <c>cpu.max</c> of v2: the microseconds that may run in each period and the period's length, <c>150000 100000</c> or <c>max
    /// 100000</c>.
    /// </summary>
    public static bool TryParseCpuMaximum(ReadOnlySpan<byte> text, out double? cpus, [NotNullWhen(false)] out string? malformed)
    {
        FieldCursor fields = new(text);
        cpus = null;
        malformed = null;
        if (!fields.TryNext(out ReadOnlySpan<byte> quota) || !fields.TryNext(out long period) || period <= 0)
        {
            malformed = "period";
            return false;
        }

        if (quota.SequenceEqual("max"u8))
        {
            return true;
        }

        if (!Ascii.TryParse(quota, out long microseconds) || microseconds <= 0)
        {
            malformed = "quota";
            return false;
        }

        cpus = (double)microseconds / period;
        return true;
    }

    // White space and backslashes stand as \040, \011, \012 and \134.
    private static string Unescape(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\'))
        {
            return OSText.GetString(text);
        }

        byte[] bytes = new byte[text.Length];
        int length = 0;
        while (!text.IsEmpty)
        {
            if (text.Length >= 4 && text[0] == '\\' && IsOctal(text[1]) && IsOctal(text[2]) && IsOctal(text[3]))
            {
                bytes[length++] = (byte)(((text[1] - '0') << 6) | ((text[2] - '0') << 3) | (text[3] - '0'));
                text = text[4..];
            }
            else
            {
                bytes[length++] = text[0];
                text = text[1..];
            }
        }

        return OSText.GetString(bytes.AsSpan(0, length));
    }

    private static bool IsOctal(byte character) => character is >= (byte)'0' and <= (byte)'7';
}
