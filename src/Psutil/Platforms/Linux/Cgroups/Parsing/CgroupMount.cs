namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A mounted cgroup hierarchy, from <c>/proc/PID/mountinfo</c>.</summary>
/// <param name="Controllers">The file system's options, which include the controllers of a v1 hierarchy; null for cgroup v2.</param>
/// <param name="Root">The cgroup that is mounted.</param>
/// <param name="MountPoint">Where it is mounted.</param>
internal readonly record struct CgroupMount(string? Controllers, string Root, string MountPoint)
{
    /// <summary>The cgroup file systems of <c>/proc/PID/mountinfo</c>. A line of another form is left out.</summary>
    public static IReadOnlyList<CgroupMount> Parse(ReadOnlySpan<byte> text)
    {
        List<CgroupMount> mounts = [];
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];

            // Any number of optional fields precede the dash, so the fields after it are found by the dash.
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
                    mounts.Add(new CgroupMount(null, MountText.Decode(root), MountText.Decode(mountPoint)));
                }
                else if (type.SequenceEqual("cgroup"u8))
                {
                    mounts.Add(new CgroupMount(OSText.GetString(options), MountText.Decode(root), MountText.Decode(mountPoint)));
                }
            }
        }

        return mounts;
    }
}
