using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The kernel's data of one process, as <see cref="BpfTableProgram"/> copies it. Times are in nanoseconds, memory is in pages unless noted.
/// The program names the kernel's fields.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfProcessRecord
{
    public const int Size = 256;

    /// <summary>In the reader's PID namespace. It must be the first field: see <see cref="BpfThreadRecord.NegativePid"/>.</summary>
    public int Pid;

    /// <summary>In the reader's PID namespace; 0 if the process is not in it.</summary>
    public int ParentPid;

    /// <inheritdoc cref="ParentPid"/>
    public int ProcessGroup;

    /// <inheritdoc cref="ParentPid"/>
    public int Session;

    /// <summary>Since the kernel started, sleep included.</summary>
    public ulong StartTime;

    /// <summary>
    /// As sampled by timer ticks. The program adds up the first thread and the ended threads; the others are added by this process.
    /// </summary>
    public ulong UserTime;

    /// <inheritdoc cref="UserTime"/>
    public ulong SystemTime;

    /// <summary>User and system time together, as the scheduler measured it.</summary>
    public ulong RunTime;

    /// <summary>The value that <c>/proc</c> last showed.</summary>
    public ulong LastUserTime;

    /// <inheritdoc cref="LastUserTime"/>
    public ulong LastSystemTime;

    /// <summary>Of children that were waited for.</summary>
    public ulong ChildrenUserTime;

    /// <inheritdoc cref="ChildrenUserTime"/>
    public ulong ChildrenSystemTime;

    /// <summary>Time that the first thread waited for disks; 0 if the kernel does not count it.</summary>
    public ulong BlockIODelay;

    public ulong MinorFaults;
    public ulong MajorFaults;

    public long FilePages;
    public long AnonymousPages;
    public long SharedMemoryPages;
    public ulong TotalPages;
    public ulong DataPages;
    public ulong StackPages;

    /// <summary>Addresses, in bytes.</summary>
    public ulong CodeStart;

    /// <inheritdoc cref="CodeStart"/>
    public ulong CodeEnd;

    /// <summary>Up to 15 bytes and a NUL.</summary>
    public NameBytes NameBuffer;

    public uint State;
    public uint ExitState;
    public uint Flags;
    public int ThreadCount;
    public int StaticPriority;
    public uint CpuNumber;
    public uint TerminalMajor;
    public uint TerminalFirstMinor;
    public uint TerminalIndex;
    public uint UserId;
    public uint EffectiveUserId;
    public uint SavedUserId;
    public uint GroupId;
    public uint EffectiveGroupId;
    public uint SavedGroupId;

    /// <summary>Changes whenever a thread ends, and is odd meanwhile.</summary>
    public uint Sequence;

    /// <summary>How many threads besides the first have been added. Not from the kernel.</summary>
    public int ThreadsAdded;

    /// <summary>Why a sum may be wrong; 0 if all are right.</summary>
    public uint Unsettled;

    /// <summary>A thread ended, or page counts changed, during the summation.</summary>
    public const int MovedMeanwhile = 1;

    /// <summary>The page counters do not lie side by side (Linux 6.2 to 6.5).</summary>
    public const int CountersApart = 2;

    private const uint KernelThread = 0x200000;
    private const uint WorkqueueWorker = 0x20;
    private const int NormalPriority = 120;

    private static readonly ulong NanosecondsPerTick = 1_000_000_000 / (ulong)Libc.ClockTicksPerSecond;
    private static readonly ulong PageMask = (ulong)Libc.PageSize - 1;

    /// <summary>The name, without the NUL.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name
    {
        get
        {
            ReadOnlySpan<byte> name = NameBuffer;
            int end = name.IndexOf((byte)0);
            return end < 0 ? name : name[..end];
        }
    }

    /// <summary>
    /// Whether <c>/proc</c> may show a longer name: for a kernel thread whose name does not fit (since Linux 5.17), and for a workqueue's
    /// worker, whose name there includes its current work.
    /// </summary>
    public readonly bool HasLongerName =>
        (Flags & WorkqueueWorker) != 0 || ((Flags & KernelThread) != 0 && Name.Length == NameBytes.Length - 1);

    /// <summary>Whether the sums are right; if not, this process must be read from <c>/proc</c>.</summary>
    public readonly bool IsSettled => Unsettled == 0 && ThreadsAdded >= ThreadCount - 1;

    /// <summary>Adds what another thread of the process used.</summary>
    public void Add(in BpfThreadRecord thread)
    {
        UserTime += thread.UserTime;
        SystemTime += thread.SystemTime;
        RunTime += thread.RunTime;
        MinorFaults += thread.MinorFaults;
        MajorFaults += thread.MajorFaults;
        ThreadsAdded++;

        // If a thread ended between the two readings, it is in both sums or in neither.
        Unsettled |= thread.Sequence == Sequence ? 0u : MovedMeanwhile;
    }

    public readonly long StartTicks => ToTicks(StartTime);

    /// <summary>The values of <c>/proc/PID/stat</c>. Its name is <see cref="Name"/>.</summary>
    /// <param name="last">The previous CPU times in nanoseconds, which never decrease; replaced by the new ones.</param>
    public readonly ProcPidStat ToStat(ref (ulong User, ulong System) last)
    {
        // The kernel's last shown times and ours can be of different moments: continue from the later ones.
        (ulong User, ulong System) shown = last.User + last.System > LastUserTime + LastSystemTime ? last : (LastUserTime, LastSystemTime);
        last = CpuTimeScaling.Scale(UserTime, SystemTime, RunTime, shown);
        return new ProcPidStat
        {
            State = TaskStateLetter.Of(State, ExitState),
            ParentPid = ParentPid,
            ProcessGroup = ProcessGroup,
            Session = Session,
            TerminalNumber = EncodeDevice(TerminalMajor, TerminalFirstMinor + TerminalIndex),
            MinorFaults = (long)MinorFaults,
            MajorFaults = (long)MajorFaults,
            UserTicks = ToTicks(last.User),
            SystemTicks = ToTicks(last.System),
            ChildrenUserTicks = ToTicks(ChildrenUserTime),
            ChildrenSystemTicks = ToTicks(ChildrenSystemTime),
            Nice = StaticPriority - NormalPriority,
            ThreadCount = ThreadCount,
            StartTicks = StartTicks,
            HasNoMemory = TotalPages == 0,
            RssPages = RssPages,
            Flags = Flags,
            CpuNumber = (int)CpuNumber,
            BlockIOTicks = ToTicks(BlockIODelay),
        };
    }

    public readonly long RssPages => FilePages + AnonymousPages + SharedMemoryPages;

    /// <summary>The values of <c>/proc/PID/statm</c> (fs/proc/task_mmu.c, task_statm).</summary>
    public readonly ProcPidStatm ToStatm() =>
        new()
        {
            Size = (long)TotalPages,
            Resident = RssPages,
            Shared = FilePages + SharedMemoryPages,
            Text = (long)(((CodeEnd + PageMask) & ~PageMask) - (CodeStart & ~PageMask)) / Libc.PageSize,
            Data = (long)(DataPages + StackPages),
        };

    public readonly CredentialIds UserIds =>
        new()
        {
            Real = UserId,
            Effective = EffectiveUserId,
            Saved = SavedUserId,
        };

    public readonly CredentialIds GroupIds =>
        new()
        {
            Real = GroupId,
            Effective = EffectiveGroupId,
            Saved = SavedGroupId,
        };

    // nsec_to_clock_t
    private static long ToTicks(ulong nanoseconds) => (long)(nanoseconds / NanosecondsPerTick);

    // new_encode_dev: the minor's lower byte, the major, the rest of the minor.
    private static int EncodeDevice(uint major, uint minor) => (int)((minor & 0xFF) | (major << 8) | ((minor & 0xFFF00) << 12));

    [InlineArray(Length)]
    public struct NameBytes
    {
        public const int Length = 16;

        private byte _first;
    }
}
