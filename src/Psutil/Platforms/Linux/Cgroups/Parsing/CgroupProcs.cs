namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>cgroup.procs</c> (kernel/cgroup/cgroup.c, cgroup_procs_show): a PID on each line, in no order, and perhaps twice.</summary>
internal static class CgroupProcs
{
    /// <summary>The PIDs. A line of another form is left out, and so is 0: a process of another PID namespace.</summary>
    public static HashSet<int> Parse(ReadOnlySpan<byte> text)
    {
        HashSet<int> pids = [];
        LineCursor lines = new(text, headerLines: 0);
        while (lines.MoveNext())
        {
            if (Ascii.TryParse(lines.Current, out int pid) && pid > 0)
            {
                pids.Add(pid);
            }
        }

        return pids;
    }
}
