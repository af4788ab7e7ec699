using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>When the kernel started.</summary>
internal static class LinuxBootTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int Attempts = 4;

    /// <summary><c>btime</c> of <c>/proc/stat</c>.</summary>
    public static DateTimeOffset Read(LinuxRoots roots)
    {
        RentedBuffer buffer = new(LinuxStat.UsualRoom);
        try
        {
            // Up to the next line, so that the end of a read does not cut the line.
            ReadResult result = LinuxStat.ReadUntil(roots.Proc, "\nprocesses "u8, ref buffer);
            if (result.Failed)
            {
                throw roots.Proc.ToException(result, LinuxStat.Path);
            }

            return ProcStat.TryParseBootTime(buffer.Span[..result.Value], out DateTimeOffset bootTime, out string? malformed)
                ? bootTime
                : throw new MalformedDataException(roots.Proc.FullName(LinuxStat.Path), malformed);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>
    /// The same time, to the second, without reading a file if the kernel is our own. Start times in ticks are relative to it.
    /// </summary>
    public static DateTimeOffset GetForProcesses(LinuxRoots roots) =>
        roots.IsLocalProc && TryGetFromClocks(out DateTimeOffset bootTime) ? bootTime : Read(roots);

    // The kernel computes btime as the difference of the two clocks, cut to seconds (getboottime64 in fs/proc/stat.c). They cannot be read
    // at the same instant, so one is read before and after the other. If the second changes in between, or the machine sleeps, it is
    // tried again.
    internal static bool TryGetFromClocks(out DateTimeOffset bootTime)
    {
        bootTime = default;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (
                !Libc.TryGetTimeSinceBoot(out long before)
                || !Libc.TryGetRealTime(out long now)
                || !Libc.TryGetTimeSinceBoot(out long after)
            )
            {
                return false;
            }

            long latest = (now - before) / NanosecondsPerSecond;
            if (latest == (now - after) / NanosecondsPerSecond)
            {
                bootTime = DateTimeOffset.FromUnixTimeSeconds(latest);
                return true;
            }
        }

        return false;
    }
}
