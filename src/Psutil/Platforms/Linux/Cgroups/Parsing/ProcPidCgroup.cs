namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/PID/cgroup</c> (kernel/cgroup/cgroup.c, proc_cgroup_show): a line for each hierarchy.</summary>
internal static class ProcPidCgroup
{
    // PATH_MAX: a longer path is malformed.
    private const int LongestPath = 4096;

    /// <summary>The lines, such as <c>4:memory:/docker/0a1b</c>. A line of another form is left out.</summary>
    public static IReadOnlyList<CgroupMembership> Parse(ReadOnlySpan<byte> text)
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
}
