namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A mounted cgroup hierarchy, of <c>/proc/PID/mountinfo</c>.</summary>
/// <param name="Controllers">The options of the file system, which name a v1 hierarchy's controllers; null for cgroup v2.</param>
/// <param name="Root">Which cgroup of the hierarchy the mount point shows.</param>
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
