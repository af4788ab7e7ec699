using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/stat</c>: the times of all CPUs and of each, the kernel's counters, and the boot time.</summary>
internal static class ProcStat
{
    // No kernel supports more than 8,192.
    private const int MostCpus = 64 * 1024;

    /// <summary>The times of all CPUs together, from the first line.</summary>
    public static bool TryParseTimes(
        ReadOnlySpan<byte> text,
        long ticksPerSecond,
        out CpuTimes times,
        [NotNullWhen(false)] out string? malformed
    )
    {
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (line.StartsWith("cpu "u8))
            {
                return TryParseFields(line[4..], ticksPerSecond, out times, out malformed);
            }
        }

        times = default;
        malformed = "cpu";
        return false;
    }

    /// <summary>
    /// The times of each CPU, in the order of the lines. Later lines are not read. <paramref name="malformed"/> may name the malformed
    /// field of a CPU that was left out.
    /// </summary>
    public static bool TryParseTimesPerCpu(
        ReadOnlySpan<byte> text,
        long ticksPerSecond,
        [NotNullWhen(true)] out CpuCoreTimes[]? cores,
        [NotNullWhen(false)] out string? malformed
    )
    {
        cores = null;
        malformed = null;
        CpuCoreTimes[] found = new CpuCoreTimes[CountCpus(text)];
        int count = 0;
        int lines = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (!IsCpuLine(line))
            {
                continue;
            }

            lines++;
            int space = line.IndexOf((byte)' ');
            if (space < 0 || !Ascii.TryParse(line[3..space], out int number) || number < 0)
            {
                malformed ??= "cpuN";
            }
            else if (TryParseFields(line[(space + 1)..], ticksPerSecond, out CpuTimes times, out string? field))
            {
                found[count++] = new CpuCoreTimes { Number = number, Times = times };
            }
            else
            {
                malformed ??= field;
            }

            if (lines == found.Length)
            {
                break;
            }
        }

        if (count == 0)
        {
            malformed ??= "cpu0";
            return false;
        }

        cores = found.Length == count ? found : found[..count];
        return true;
    }

    /// <summary>How many CPUs have a line.</summary>
    public static int CountCpus(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (IsCpuLine(line) && count < MostCpus)
            {
                count++;
            }
            else if (count > 0)
            {
                break;
            }
        }

        return count;
    }

    /// <summary>
    /// The counters; one whose line is missing is null. <paramref name="malformed"/> may name a counter that was left out of a readable
    /// file.
    /// </summary>
    public static bool TryParseStatistics(ReadOnlySpan<byte> text, out CpuStatistics statistics, [NotNullWhen(false)] out string? malformed)
    {
        malformed = null;
        long? contextSwitches = null;
        long? interrupts = null;
        long? softInterrupts = null;
        long? tasksCreated = null;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (line.StartsWith("ctxt "u8))
            {
                contextSwitches = FirstNumber(line[5..], "ctxt", ref malformed);
            }
            else if (line.StartsWith("intr "u8))
            {
                interrupts = FirstNumber(line[5..], "intr", ref malformed);
            }
            else if (line.StartsWith("softirq "u8))
            {
                softInterrupts = FirstNumber(line[8..], "softirq", ref malformed);
            }
            else if (line.StartsWith("processes "u8))
            {
                tasksCreated = FirstNumber(line[10..], "processes", ref malformed);
            }
        }

        statistics = new CpuStatistics
        {
            ContextSwitches = contextSwitches,
            Interrupts = interrupts,
            SoftInterrupts = softInterrupts,
            TasksCreated = tasksCreated,
        };
        if (contextSwitches is null && interrupts is null && softInterrupts is null)
        {
            malformed ??= "ctxt";
            return false;
        }

        return true;
    }

    /// <summary>When the kernel started.</summary>
    public static bool TryParseBootTime(ReadOnlySpan<byte> text, out DateTimeOffset bootTime, [NotNullWhen(false)] out string? malformed)
    {
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (line.StartsWith("btime "u8))
            {
                if (!Ascii.TryParse(Ascii.Trim(line[6..]), out long seconds) || UnixTime.FromSeconds(seconds) is not { } instant)
                {
                    break;
                }

                bootTime = instant;
                malformed = null;
                return true;
            }
        }

        bootTime = default;
        malformed = "btime";
        return false;
    }

    // "cpu" alone is the sum; only "cpu0" and the like are one CPU's.
    private static bool IsCpuLine(ReadOnlySpan<byte> line) => line.Length > 3 && line.StartsWith("cpu"u8) && line[3] != ' ';

    // Newer kernels only append fields, so if a field is missing, all later ones are.
    private static bool TryParseFields(
        ReadOnlySpan<byte> text,
        long ticksPerSecond,
        out CpuTimes times,
        [NotNullWhen(false)] out string? malformed
    )
    {
        FieldCursor fields = new(text);
        times = new CpuTimes
        {
            User = Next(ref fields, ticksPerSecond),
            Nice = Next(ref fields, ticksPerSecond),
            System = Next(ref fields, ticksPerSecond),
            Idle = Next(ref fields, ticksPerSecond),
            IOWait = Next(ref fields, ticksPerSecond),
            Irq = Next(ref fields, ticksPerSecond),
            SoftIrq = Next(ref fields, ticksPerSecond),
            Steal = Next(ref fields, ticksPerSecond),
            Guest = Next(ref fields, ticksPerSecond),
            GuestNice = Next(ref fields, ticksPerSecond),
        };
        malformed = times is { User: null, System: null, Idle: null } ? "user" : null;
        return malformed is null;
    }

    // A value out of range is unknown: a counter that fell below zero in the kernel (steal, on some hypervisors), or an idle time near 2^63
    // (lxcfs, for a CPU that was added).
    private static TimeSpan? Next(ref FieldCursor fields, long ticksPerSecond)
    {
        if (!fields.TryNext(out ulong ticks))
        {
            return null;
        }

        UInt128 time = (UInt128)ticks * TimeSpan.TicksPerSecond / (ulong)ticksPerSecond;
        return time > long.MaxValue ? null : new TimeSpan((long)time);
    }

    private static long? FirstNumber(ReadOnlySpan<byte> text, string name, ref string? malformed)
    {
        FieldCursor fields = new(text);
        if (fields.TryNext(out long value) && value >= 0)
        {
            return value;
        }

        malformed = name;
        return null;
    }
}
