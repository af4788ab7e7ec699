using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The values of <c>/proc/PID/stat</c> and <c>/proc/PID/task/TID/stat</c> (fs/proc/array.c, do_task_stat). Times are in clock ticks. A
/// number that is out of range must not cost the others: of 64 bits it is the nearest number, of 32 bits the lowest.
/// </summary>
internal struct ProcPidStat
{
    /// <summary>Longer than the file can be: 52 numbers of at most 20 digits and a name of at most 64 bytes.</summary>
    public const int Room = 2048;

    /// <summary>
    /// The position of the name in the parsed text: between the first <c>(</c> and the last <c>)</c>, because a name can contain both.
    /// </summary>
    public Range Name;

    public byte State;
    public int ParentPid;

    /// <summary>-1 of a process that has just ended (do_task_stat, without the lock of the signal handlers).</summary>
    public int ProcessGroup;

    /// <summary>-1 of a process that has just ended.</summary>
    public int Session;
    public int TerminalNumber;

    /// <summary>The kernel's <c>PF_</c> flags (include/linux/sched.h).</summary>
    public long Flags;

    public long MinorFaults;
    public long MajorFaults;
    public long UserTicks;
    public long SystemTicks;
    public long ChildrenUserTicks;
    public long ChildrenSystemTicks;
    public int Nice;
    public int ThreadCount;
    public long StartTicks;

    /// <summary>Whether it has no address space: a zombie, a thread of the kernel.</summary>
    public bool HasNoMemory;

    public long RssPages;

    /// <summary>Null before Linux 2.2.8.</summary>
    public int? CpuNumber;

    /// <summary>Null before Linux 2.6.18.</summary>
    public long? BlockIOTicks;

    /// <summary>PF_KTHREAD. Before Linux 2.6.27 the bit has another meaning, but no thread of the kernel has it.</summary>
    public readonly bool IsKernelThread => (Flags & 0x200000) != 0;

    /// <summary>Whether a number is one that it cannot be: an amount below zero, or out of range.</summary>
    public readonly bool HasImpossibleNumber =>
        ((long)ParentPid | (long)ThreadCount | MinorFaults | MajorFaults | UserTicks | SystemTicks | RssPages) < 0 || Nice == int.MinValue;

    public readonly ProcessStatus? Status =>
        State switch
        {
            (byte)'R' => ProcessStatus.Running,
            (byte)'S' => ProcessStatus.Sleeping,
            (byte)'D' => ProcessStatus.DiskSleep,
            (byte)'T' => ProcessStatus.Stopped,
            (byte)'t' => ProcessStatus.TracingStop,
            (byte)'Z' => ProcessStatus.Zombie,
            (byte)'X' or (byte)'x' => ProcessStatus.Dead,
            (byte)'K' => ProcessStatus.WakeKill,
            (byte)'W' => ProcessStatus.Waking,
            (byte)'I' => ProcessStatus.Idle,
            (byte)'P' => ProcessStatus.Parked,
            _ => null,
        };

    /// <summary>The last number of a whole text, the exit status (Linux 3.5): 0 while the process is alive.</summary>
    public static bool TryParseExitStatus(ReadOnlySpan<byte> text, out int status)
    {
        // There are 49 fields from state to env_end.
        status = 0;
        FieldCursor fields = new(text[(text.LastIndexOf((byte)')') + 1)..]);
        return fields.Skip(49) && fields.TryNext(out status);
    }

    /// <summary>Parses the whole text.</summary>
    /// <param name="text">The file's bytes.</param>
    /// <param name="stat">The parsed values.</param>
    /// <param name="malformed">The name, as in proc(5), of the first field that is missing or not a number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcPidStat stat, [NotNullWhen(false)] out string? malformed)
    {
        stat = default;
        int open = text.IndexOf((byte)'(');
        int close = text.LastIndexOf((byte)')');
        if (open < 0 || close < open)
        {
            malformed = "comm";
            return false;
        }

        stat.Name = (open + 1)..close;
        FieldCursor fields = new(text[(close + 1)..]);
        if (!fields.TryNext(out ReadOnlySpan<byte> state) || state.Length != 1)
        {
            malformed = "state";
            return false;
        }

        stat.State = state[0];
        ReadOnlySpan<byte> virtualBytes = default;
        malformed =
            !fields.TryNextOrLowest(out stat.ParentPid) ? "ppid"
            : !fields.TryNextOrLowest(out stat.ProcessGroup) ? "pgrp"
            : !fields.TryNextOrLowest(out stat.Session) ? "session"
            : !fields.TryNextOrLowest(out stat.TerminalNumber) ? "tty_nr"
            : !fields.Skip(1) ? "tpgid"
            : !fields.TryNextNearest(out stat.Flags) ? "flags"
            : !fields.TryNextNearest(out stat.MinorFaults) ? "minflt"
            : !fields.Skip(1) ? "cminflt"
            : !fields.TryNextNearest(out stat.MajorFaults) ? "majflt"
            : !fields.Skip(1) ? "cmajflt"
            : !fields.TryNextNearest(out stat.UserTicks) ? "utime"
            : !fields.TryNextNearest(out stat.SystemTicks) ? "stime"
            : !fields.TryNextNearest(out stat.ChildrenUserTicks) ? "cutime"
            : !fields.TryNextNearest(out stat.ChildrenSystemTicks) ? "cstime"
            : !fields.Skip(1) ? "priority"
            : !fields.TryNextOrLowest(out stat.Nice) ? "nice"
            : !fields.TryNextOrLowest(out stat.ThreadCount) ? "num_threads"
            : !fields.Skip(1) ? "itrealvalue"
            : !fields.TryNextNearest(out stat.StartTicks) ? "starttime"
            : !fields.TryNext(out virtualBytes) ? "vsize"
            : !fields.TryNextNearest(out stat.RssPages) ? "rss"
            : null;
        if (malformed is not null)
        {
            return false;
        }

        stat.HasNoMemory = virtualBytes.SequenceEqual("0"u8);

        // The 14 fields from rsslim to exit_signal are not used.
        if (fields.Skip(14) && fields.TryNext(out int cpu))
        {
            stat.CpuNumber = cpu;
            if (fields.Skip(2) && fields.TryNext(out long blockIO))
            {
                stat.BlockIOTicks = blockIO;
            }
        }

        return true;
    }
}
