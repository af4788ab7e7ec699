using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The offsets, in the running kernel, of the fields that <see cref="BpfTableProgram"/> copies.</summary>
internal sealed class BpfTableLayout
{
    /// <summary>The kinds of pages in RSS (<c>linux/mm_types_task.h</c>): file, anonymous, shared memory. Kind 2 is swapped out.</summary>
    public const int FileKind = 0;
    public const int AnonymousKind = 1;
    public const int SharedMemoryKind = 3;

    /// <summary>The size of a <c>struct upid</c>: a number and a pointer in every kernel so far.</summary>
    public const int LargestNumberSize = 16;

    private BpfTableLayout() { }

    /// <summary>The function that programs over all tasks are attached to.</summary>
    public required int Function { get; init; }

    // struct bpf_iter__task, struct bpf_iter_meta
    public required BtfField ContextMeta { get; init; }
    public required BtfField ContextTask { get; init; }
    public required BtfField MetaSequence { get; init; }

    // struct task_struct
    public required BtfField Pid { get; init; }
    public required BtfField Tgid { get; init; }
    public required BtfField ThreadPid { get; init; }
    public required BtfField RealParent { get; init; }
    public required BtfField Signal { get; init; }
    public required BtfField SignalHandlers { get; init; }
    public required BtfField Memory { get; init; }
    public required BtfField Credentials { get; init; }
    public required BtfField? Delays { get; init; }
    public required BtfField State { get; init; }
    public required BtfField ExitState { get; init; }
    public required BtfField Flags { get; init; }
    public required BtfField StaticPriority { get; init; }
    public required BtfField? CpuNumber { get; init; }
    public required BtfField StartTime { get; init; }
    public required int Name { get; init; }
    public required BtfField UserTime { get; init; }
    public required BtfField SystemTime { get; init; }
    public required BtfField RunTime { get; init; }
    public required BtfField MinorFaults { get; init; }
    public required BtfField MajorFaults { get; init; }

    // struct signal_struct
    public required BtfField ThreadCount { get; init; }
    public required BtfField GroupPid { get; init; }
    public required BtfField ProcessGroupPid { get; init; }
    public required BtfField SessionPid { get; init; }
    public required BtfField Terminal { get; init; }
    public required BtfField StatisticsSequence { get; init; }
    public required BtfField EndedUserTime { get; init; }
    public required BtfField EndedSystemTime { get; init; }
    public required BtfField EndedRunTime { get; init; }
    public required BtfField EndedMinorFaults { get; init; }
    public required BtfField EndedMajorFaults { get; init; }
    public required BtfField ChildrenUserTime { get; init; }
    public required BtfField ChildrenSystemTime { get; init; }
    public required BtfField LastUserTime { get; init; }
    public required BtfField LastSystemTime { get; init; }

    // struct task_delay_info
    public required BtfField? BlockIODelay { get; init; }

    // struct pid, struct upid
    public required BtfField NamespaceLevel { get; init; }
    public required int Numbers { get; init; }
    public required int NumberSize { get; init; }
    public required BtfField Number { get; init; }
    public required BtfField NumberNamespace { get; init; }

    // struct cred
    public required BtfField UserId { get; init; }
    public required BtfField EffectiveUserId { get; init; }
    public required BtfField SavedUserId { get; init; }
    public required BtfField GroupId { get; init; }
    public required BtfField EffectiveGroupId { get; init; }
    public required BtfField SavedGroupId { get; init; }

    // struct mm_struct
    public required BtfField TotalPages { get; init; }
    public required BtfField DataPages { get; init; }
    public required BtfField StackPages { get; init; }
    public required BtfField CodeStart { get; init; }
    public required BtfField CodeEnd { get; init; }
    public required RssCounter FilePages { get; init; }
    public required RssCounter AnonymousPages { get; init; }
    public required RssCounter SharedMemoryPages { get; init; }

    // struct tty_struct, struct tty_driver
    public required BtfField TerminalIndex { get; init; }
    public required BtfField TerminalDriver { get; init; }
    public required BtfField DriverMajor { get; init; }
    public required BtfField DriverFirstMinor { get; init; }

    // struct bpf_array
    public required int PerCpuPointers { get; init; }

    /// <summary>Whether pages are counted on each CPU (since Linux 6.2).</summary>
    public bool CountsPerCpu => FilePages.PerCpu is not null;

    /// <summary>Looks up all fields; false if this kernel lacks one that every kernel so far has had.</summary>
    public static bool TryFind(Btf btf, [NotNullWhen(true)] out BpfTableLayout? layout, [NotNullWhen(false)] out string? missing)
    {
        BtfFieldFinder find = new(btf);
        layout = new BpfTableLayout
        {
            Function = find.FindFunction("bpf_iter_task"),
            ContextMeta = find.Find("bpf_iter__task", "meta"),
            ContextTask = find.Find("bpf_iter__task", "task"),
            MetaSequence = find.Find("bpf_iter_meta", "seq"),
            Pid = find.Find("task_struct", "pid"),
            Tgid = find.Find("task_struct", "tgid"),
            ThreadPid = find.Find("task_struct", "thread_pid"),
            RealParent = find.Find("task_struct", "real_parent"),
            Signal = find.Find("task_struct", "signal"),
            SignalHandlers = find.Find("task_struct", "sighand"),
            Memory = find.Find("task_struct", "mm"),
            Credentials = find.Find("task_struct", "real_cred"),
            Delays = find.FindOptional("task_struct", "delays"),

            // Renamed in 5.14.
            State = find.Find("task_struct", "__state", "state"),
            ExitState = find.Find("task_struct", "exit_state"),
            Flags = find.Find("task_struct", "flags"),
            StaticPriority = find.Find("task_struct", "static_prio"),

            // Moved in 5.16; a kernel for one CPU has neither.
            CpuNumber = find.FindOptional("task_struct", "thread_info.cpu", "cpu"),
            StartTime = find.Find("task_struct", "start_boottime", "real_start_time"),
            Name = find.FindOffset("task_struct", "comm"),
            UserTime = find.Find("task_struct", "utime"),
            SystemTime = find.Find("task_struct", "stime"),
            RunTime = find.Find("task_struct", "se.sum_exec_runtime"),
            MinorFaults = find.Find("task_struct", "min_flt"),
            MajorFaults = find.Find("task_struct", "maj_flt"),
            ThreadCount = find.Find("signal_struct", "nr_threads"),

            // PIDTYPE_TGID, PIDTYPE_PGID, PIDTYPE_SID
            GroupPid = find.Find("signal_struct", "pids[1]"),
            ProcessGroupPid = find.Find("signal_struct", "pids[2]"),
            SessionPid = find.Find("signal_struct", "pids[3]"),
            Terminal = find.Find("signal_struct", "tty"),
            StatisticsSequence = find.Find("signal_struct", "stats_lock.seqcount.seqcount.sequence", "stats_lock.seqcount.sequence"),
            EndedUserTime = find.Find("signal_struct", "utime"),
            EndedSystemTime = find.Find("signal_struct", "stime"),
            EndedRunTime = find.Find("signal_struct", "sum_sched_runtime"),
            EndedMinorFaults = find.Find("signal_struct", "min_flt"),
            EndedMajorFaults = find.Find("signal_struct", "maj_flt"),
            ChildrenUserTime = find.Find("signal_struct", "cutime"),
            ChildrenSystemTime = find.Find("signal_struct", "cstime"),
            LastUserTime = find.Find("signal_struct", "prev_cputime.utime"),
            LastSystemTime = find.Find("signal_struct", "prev_cputime.stime"),
            BlockIODelay = find.FindOptional("task_delay_info", "blkio_delay"),
            NamespaceLevel = find.Find("pid", "level"),
            Numbers = find.FindOffset("pid", "numbers"),
            NumberSize = find.FindSize("upid"),
            Number = find.Find("upid", "nr"),
            NumberNamespace = find.Find("upid", "ns"),
            UserId = find.Find("cred", "uid.val"),
            EffectiveUserId = find.Find("cred", "euid.val"),
            SavedUserId = find.Find("cred", "suid.val"),
            GroupId = find.Find("cred", "gid.val"),
            EffectiveGroupId = find.Find("cred", "egid.val"),
            SavedGroupId = find.Find("cred", "sgid.val"),
            TotalPages = find.Find("mm_struct", "total_vm"),
            DataPages = find.Find("mm_struct", "data_vm"),
            StackPages = find.Find("mm_struct", "stack_vm"),
            CodeStart = find.Find("mm_struct", "start_code"),
            CodeEnd = find.Find("mm_struct", "end_code"),
            FilePages = RssCounter.Find(find, FileKind),
            AnonymousPages = RssCounter.Find(find, AnonymousKind),
            SharedMemoryPages = RssCounter.Find(find, SharedMemoryKind),
            TerminalIndex = find.Find("tty_struct", "index"),
            TerminalDriver = find.Find("tty_struct", "driver"),
            DriverMajor = find.Find("tty_driver", "major"),
            DriverFirstMinor = find.Find("tty_driver", "minor_start"),
            PerCpuPointers = find.FindOffset("bpf_array", "pptrs"),
        };
        missing = find.Missing ?? (layout.NumberSize > LargestNumberSize ? "struct upid of 16 bytes" : null);
        if (missing is not null)
        {
            layout = null;
        }

        return layout is not null;
    }

    /// <summary>A count of pages, and since Linux 6.2 the pointer to each CPU's part of it.</summary>
    public readonly record struct RssCounter(BtfField Count, BtfField? PerCpu)
    {
        internal static RssCounter Find(BtfFieldFinder find, int kind)
        {
            string element = string.Create(CultureInfo.InvariantCulture, $"rss_stat[{kind}]");
            return find.FindOptional("mm_struct", element + ".counters") is { } perCpu
                ? new(find.Find("mm_struct", element + ".count"), perCpu)
                : new(find.Find("mm_struct", string.Create(CultureInfo.InvariantCulture, $"rss_stat.count[{kind}].counter")), null);
        }
    }
}
