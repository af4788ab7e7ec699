using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Writes one <see cref="BpfProcessRecord"/> for each process, and one <see cref="BpfThreadRecord"/> for each further thread, from the same
/// fields as <c>/proc/PID/stat</c>, <c>statm</c> and the first lines of <c>status</c> (fs/proc/array.c). A comment above each part has its
/// C.
/// </summary>
/// <remarks>
/// A pointer whose structure the verifier knows is read by plain loads, which give 0 for a bad address. What is only an address to it (an
/// element of an array without a fixed length, another CPU's counter) is read by a helper, which also gives 0. Each pointer is
/// compared with null before it is followed.
/// </remarks>
internal sealed unsafe class BpfTableProgram
{
    // linux/sched.h
    private const int ExitDead = 0x10;
    private const int KernelThread = 0x200000;

    // The stack, from its end downwards: the record, then the following.
    private const int RecordSize = BpfProcessRecord.Size;
    private const int Record = -RecordSize;
    private const int NumberEntry = Record - BpfTableLayout.LargestNumberSize;
    private const int Parts = NumberEntry - PartsSize;
    private const int Counts = Parts - (PageKinds * WordSize);
    private const int WordSize = 8;

    // s32 part[4], of every kind of pages.
    private const int PageKinds = BpfTableLayout.SharedMemoryKind + 1;
    private const int PartsSize = PageKinds * sizeof(int);

    private const BpfRegister Context = R6;
    private const BpfRegister Task = R7;
    private const BpfRegister Signal = R8;

    private readonly BpfAssembler _code = new();
    private readonly BpfTableLayout _layout;
    private readonly BpfCallerRecord _caller;
    private readonly ulong[] _cpuOffsets;

    private BpfTableProgram(BpfTableLayout layout, BpfCallerRecord caller, ulong[] cpuOffsets)
    {
        _layout = layout;
        _caller = caller;
        _cpuOffsets = cpuOffsets;
    }

    /// <summary>The program.</summary>
    /// <param name="layout">The offsets of the kernel's fields.</param>
    /// <param name="caller">The PID namespace whose numbers are written.</param>
    /// <param name="cpuOffsets">The offset of each CPU's part of a counter; empty if the kernel does not count per CPU.</param>
    public static BpfInstruction[] Assemble(BpfTableLayout layout, BpfCallerRecord caller, ulong[] cpuOffsets) =>
        new BpfTableProgram(layout, caller, cpuOffsets).Assemble();

    private BpfInstruction[] Assemble()
    {
        BpfLabel done = _code.NewLabel();
        BpfLabel process = _code.NewLabel();

        // struct task_struct *task = ctx->task;
        // if (!task || !task->sighand || !task->signal || task->exit_state & EXIT_DEAD) return 0;
        // (A task without signal handlers is no longer in /proc.)
        _code.Move(Context, R1);
        _code.Follow(Task, Context, _layout.ContextTask, done);
        _code.Follow(R1, Task, _layout.SignalHandlers, done);
        _code.Follow(Signal, Task, _layout.Signal, done);
        _code.Load(R1, Task, _layout.ExitState);
        _code.JumpIf(BpfCondition.AnyBitOf, R1, ExitDead, done);

        // if (task->pid == task->tgid) goto process;
        _code.Load(R1, Task, _layout.Pid);
        _code.Load(R2, Task, _layout.Tgid);
        _code.JumpIf(BpfCondition.Equal, R1, R2, process);
        WriteThread(done);
        _code.Return(0);

        // struct BpfProcessRecord record = {};
        _code.Mark(process);
        for (int offset = 0; offset < RecordSize; offset += WordSize)
        {
            _code.Store(FramePointer, Record + offset, WordSize, 0);
        }

        CopyPids(done);
        CopyTask();
        CopyCredentials();
        CopyDelays();
        CopyTerminal();
        CopyMemory();
        AddEndedThreads();
        Write(RecordSize);

        _code.Mark(done);
        _code.Return(0);
        return _code.Build();
    }

    private void WriteThread(BpfLabel done)
    {
        // record.group = -task->signal->pids[PIDTYPE_TGID]->numbers[LEVEL].nr;
        BpfThreadRecord record = default;
        _code.Follow(R9, Signal, _layout.GroupPid, done);
        ReadNumber();
        _code.Load(R2, FramePointer, NumberEntry + _layout.Number.Offset, _layout.Number.Size);
        _code.JumpIf(BpfCondition.Equal, R2, 0, done);
        _code.Move(R1, 0);
        _code.Operate(BpfOperation.Subtract, R1, R2);
        StoreTo(ref record, ref record.NegativePid, R1);

        // record.sequence = signal->stats_lock.sequence; read first, so that a later change of the other fields shows in it
        Copy(ref record, ref record.Sequence, Signal, _layout.StatisticsSequence);
        Copy(ref record, ref record.UserTime, Task, _layout.UserTime);
        Copy(ref record, ref record.SystemTime, Task, _layout.SystemTime);
        Copy(ref record, ref record.RunTime, Task, _layout.RunTime);
        Copy(ref record, ref record.MinorFaults, Task, _layout.MinorFaults);
        Copy(ref record, ref record.MajorFaults, Task, _layout.MajorFaults);
        Write(BpfThreadRecord.Size);
    }

    private void CopyPids(BpfLabel done)
    {
        // record.pid = task->thread_pid->numbers[LEVEL].nr;
        BpfProcessRecord record = default;
        _code.Follow(R9, Task, _layout.ThreadPid, done);
        ReadNumber();
        _code.Load(R1, FramePointer, NumberEntry + _layout.Number.Offset, _layout.Number.Size);
        _code.JumpIf(BpfCondition.Equal, R1, 0, done);
        StoreTo(ref record, ref record.Pid, R1);

        // struct pid *parent = task->real_parent->signal->pids[PIDTYPE_TGID];
        BpfLabel noParent = _code.NewLabel();
        _code.Follow(R9, Task, _layout.RealParent, noParent);
        _code.Follow(R9, R9, _layout.Signal, noParent);
        _code.Follow(R9, R9, _layout.GroupPid, noParent);
        CopyNumber(ref record, ref record.ParentPid);
        _code.Mark(noParent);

        // task->signal->pids[PIDTYPE_PGID], task->signal->pids[PIDTYPE_SID]
        BpfLabel noGroup = _code.NewLabel();
        _code.Follow(R9, Signal, _layout.ProcessGroupPid, noGroup);
        CopyNumber(ref record, ref record.ProcessGroup);
        _code.Mark(noGroup);
        BpfLabel noSession = _code.NewLabel();
        _code.Follow(R9, Signal, _layout.SessionPid, noSession);
        CopyNumber(ref record, ref record.Session);
        _code.Mark(noSession);
    }

    // pid_nr_ns(R9, NAMESPACE): if (pid->level >= LEVEL && pid->numbers[LEVEL].ns == NAMESPACE) record.field = pid->numbers[LEVEL].nr;
    private void CopyNumber(ref BpfProcessRecord record, ref int field)
    {
        BpfLabel outside = _code.NewLabel();
        _code.Load(R1, R9, _layout.NamespaceLevel);
        _code.JumpIf(BpfCondition.Less, R1, (int)_caller.Level, outside);
        ReadNumber();
        _code.Load(R1, FramePointer, NumberEntry + _layout.NumberNamespace.Offset, WordSize);
        _code.MoveWide(R2, _caller.Namespace);
        _code.JumpIf(BpfCondition.NotEqual, R1, R2, outside);
        _code.Load(R1, FramePointer, NumberEntry + _layout.Number.Offset, _layout.Number.Size);
        StoreTo(ref record, ref field, R1);
        _code.Mark(outside);
    }

    // struct upid entry = R9->numbers[LEVEL];
    private void ReadNumber()
    {
        _code.MoveAddress(R3, R9, _layout.Numbers + ((int)_caller.Level * _layout.NumberSize));
        Read(NumberEntry, _layout.NumberSize);
    }

    private void CopyTask()
    {
        BpfProcessRecord record = default;
        Copy(ref record, ref record.State, Task, _layout.State);
        Copy(ref record, ref record.ExitState, Task, _layout.ExitState);
        Copy(ref record, ref record.Flags, Task, _layout.Flags);
        Copy(ref record, ref record.StaticPriority, Task, _layout.StaticPriority);
        Copy(ref record, ref record.StartTime, Task, _layout.StartTime);
        if (_layout.CpuNumber is { } cpu)
        {
            Copy(ref record, ref record.CpuNumber, Task, cpu);
        }

        // memcpy(record.name, task->comm, 16);
        int name = OffsetOf(ref record, ref record.NameBuffer);
        for (int offset = 0; offset < BpfProcessRecord.NameBytes.Length; offset += WordSize)
        {
            _code.Load(R1, Task, _layout.Name + offset, WordSize);
            _code.Store(FramePointer, Record + name + offset, WordSize, R1);
        }

        Copy(ref record, ref record.ThreadCount, Signal, _layout.ThreadCount);
        Copy(ref record, ref record.ChildrenUserTime, Signal, _layout.ChildrenUserTime);
        Copy(ref record, ref record.ChildrenSystemTime, Signal, _layout.ChildrenSystemTime);
        Copy(ref record, ref record.LastUserTime, Signal, _layout.LastUserTime);
        Copy(ref record, ref record.LastSystemTime, Signal, _layout.LastSystemTime);
    }

    private void CopyCredentials()
    {
        // const struct cred *cred = task->real_cred;
        BpfProcessRecord record = default;
        BpfLabel none = _code.NewLabel();
        _code.Follow(R9, Task, _layout.Credentials, none);
        Copy(ref record, ref record.UserId, R9, _layout.UserId);
        Copy(ref record, ref record.EffectiveUserId, R9, _layout.EffectiveUserId);
        Copy(ref record, ref record.SavedUserId, R9, _layout.SavedUserId);
        Copy(ref record, ref record.GroupId, R9, _layout.GroupId);
        Copy(ref record, ref record.EffectiveGroupId, R9, _layout.EffectiveGroupId);
        Copy(ref record, ref record.SavedGroupId, R9, _layout.SavedGroupId);
        _code.Mark(none);
    }

    private void CopyDelays()
    {
        // if (task->delays) record.block_io_delay = task->delays->blkio_delay;
        if (_layout.Delays is { } delays && _layout.BlockIODelay is { } blockIO)
        {
            BpfProcessRecord record = default;
            BpfLabel none = _code.NewLabel();
            _code.Follow(R9, Task, delays, none);
            Copy(ref record, ref record.BlockIODelay, R9, blockIO);
            _code.Mark(none);
        }
    }

    private void CopyTerminal()
    {
        // struct tty_struct *tty = task->signal->tty;
        // if (tty && tty->driver) { ... }
        BpfProcessRecord record = default;
        BpfLabel none = _code.NewLabel();
        _code.Follow(R9, Signal, _layout.Terminal, none);
        _code.Follow(R2, R9, _layout.TerminalDriver, none);
        Copy(ref record, ref record.TerminalIndex, R9, _layout.TerminalIndex);
        Copy(ref record, ref record.TerminalMajor, R2, _layout.DriverMajor);
        Copy(ref record, ref record.TerminalFirstMinor, R2, _layout.DriverFirstMinor);
        _code.Mark(none);
    }

    private void CopyMemory()
    {
        // struct mm_struct *mm = task->mm;
        // if (mm && !(task->flags & PF_KTHREAD)) { ... }
        BpfProcessRecord record = default;
        BpfLabel none = _code.NewLabel();
        _code.Follow(R9, Task, _layout.Memory, none);
        _code.Load(R1, Task, _layout.Flags);
        _code.JumpIf(BpfCondition.AnyBitOf, R1, KernelThread, none);
        Copy(ref record, ref record.TotalPages, R9, _layout.TotalPages);
        Copy(ref record, ref record.DataPages, R9, _layout.DataPages);
        Copy(ref record, ref record.StackPages, R9, _layout.StackPages);
        Copy(ref record, ref record.CodeStart, R9, _layout.CodeStart);
        Copy(ref record, ref record.CodeEnd, R9, _layout.CodeEnd);
        SumPages(ref record);
        _code.Mark(none);
    }

    // record.pages[kind] = percpu_counter_sum_positive(&mm->rss_stat[kind]); before Linux 6.2, the count alone. mm is R9.
    private void SumPages(ref BpfProcessRecord record)
    {
        (int Slot, int Kind, BpfTableLayout.RssCounter Counter)[] counters =
        [
            (Record + OffsetOf(ref record, ref record.FilePages), BpfTableLayout.FileKind, _layout.FilePages),
            (Record + OffsetOf(ref record, ref record.AnonymousPages), BpfTableLayout.AnonymousKind, _layout.AnonymousPages),
            (Record + OffsetOf(ref record, ref record.SharedMemoryPages), BpfTableLayout.SharedMemoryKind, _layout.SharedMemoryPages),
        ];
        if (_layout.CountsPerCpu)
        {
            // record.pages[kind] = mm->rss_stat[kind].count;
            foreach ((int slot, int kind, BpfTableLayout.RssCounter counter) in counters)
            {
                _code.Load(R1, R9, counter.Count);
                _code.Store(FramePointer, slot, WordSize, R1);
                _code.Store(FramePointer, CountAt(kind), WordSize, R1);
            }

            AddPagesPerCpu(counters);
        }
        else
        {
            // bpf_probe_read_kernel(counts, sizeof counts, mm->rss_stat.count); record.pages[kind] = counts[kind];
            // (Not a plain load: the verifier of 5.10 does not resolve the typedef of the array's elements.)
            _code.MoveAddress(R3, R9, _layout.FilePages.Count.Offset);
            Read(Counts, PageKinds * WordSize);
            foreach ((int slot, int kind, _) in counters)
            {
                _code.Load(R1, FramePointer, CountAt(kind), WordSize);
                _code.Store(FramePointer, slot, WordSize, R1);
            }
        }

        foreach ((int slot, _, _) in counters)
        {
            // if (record.pages[kind] < 0) record.pages[kind] = 0;
            BpfLabel positive = _code.NewLabel();
            _code.Load(R1, FramePointer, slot, WordSize);
            _code.JumpIf(BpfCondition.SignedGreaterOrEqual, R1, 0, positive);
            _code.Store(FramePointer, slot, WordSize, 0);
            _code.Mark(positive);
        }
    }

    private void AddPagesPerCpu((int Slot, int Kind, BpfTableLayout.RssCounter Counter)[] counters)
    {
        // s32 *parts = mm->rss_stat[0].counters;
        // if (mm->rss_stat[kind].counters != parts + kind) ... (allocated in one piece since Linux 6.6)
        BpfLabel apart = _code.NewLabel();
        BpfLabel moved = _code.NewLabel();
        BpfLabel done = _code.NewLabel();
        BtfField parts = counters[0].Counter.PerCpu!.Value;
        _code.Load(R1, R9, parts);
        foreach ((_, int kind, BpfTableLayout.RssCounter counter) in counters)
        {
            _code.Load(R2, R9, counter.PerCpu!.Value);
            _code.Operate(BpfOperation.Subtract, R2, R1);
            _code.JumpIf(BpfCondition.NotEqual, R2, kind * sizeof(int), apart);
        }

        foreach (ulong offset in _cpuOffsets)
        {
            // s32 part[4]; bpf_probe_read_kernel(part, sizeof part, parts + OFFSET[cpu]);
            // record.pages[kind] += part[kind];
            _code.Load(R3, R9, parts);
            _code.MoveWide(R1, offset);
            _code.Add(R3, R1);
            Read(Parts, PartsSize);
            foreach ((int slot, int kind, _) in counters)
            {
                _code.Load(R1, FramePointer, Parts + (kind * sizeof(int)), sizeof(int));
                _code.Operate(BpfOperation.ShiftLeft, R1, 32);
                _code.Operate(BpfOperation.ShiftRightSigned, R1, 32);
                AddTo(slot, R1);
            }
        }

        // If a CPU moved its part into the count meanwhile, that part may have been added twice or not at all.
        foreach ((_, int kind, BpfTableLayout.RssCounter counter) in counters)
        {
            _code.Load(R1, R9, counter.Count);
            _code.Load(R2, FramePointer, CountAt(kind), WordSize);
            _code.JumpIf(BpfCondition.NotEqual, R1, R2, moved);
        }

        _code.Jump(done);
        _code.Mark(apart);
        MarkUnsettled(BpfProcessRecord.CountersApart);
        _code.Jump(done);
        _code.Mark(moved);
        MarkUnsettled(BpfProcessRecord.MovedMeanwhile);
        _code.Mark(done);
    }

    // The count, while the parts are read.
    private static int CountAt(int kind) => Counts + (kind * WordSize);

    private void AddEndedThreads()
    {
        // record.sequence = signal->stats_lock.sequence;
        // record.user_time = signal->utime + task->utime; ...
        BpfProcessRecord record = default;
        Copy(ref record, ref record.Sequence, Signal, _layout.StatisticsSequence);
        AddFirst(ref record, ref record.UserTime, _layout.EndedUserTime, _layout.UserTime);
        AddFirst(ref record, ref record.SystemTime, _layout.EndedSystemTime, _layout.SystemTime);
        AddFirst(ref record, ref record.RunTime, _layout.EndedRunTime, _layout.RunTime);
        AddFirst(ref record, ref record.MinorFaults, _layout.EndedMinorFaults, _layout.MinorFaults);
        AddFirst(ref record, ref record.MajorFaults, _layout.EndedMajorFaults, _layout.MajorFaults);

        // if (signal->stats_lock.sequence != record.sequence || record.sequence & 1) record.unsettled = MOVED_MEANWHILE;
        // (A thread that ended meanwhile has added its times to the signal's sums.)
        BpfLabel moved = _code.NewLabel();
        BpfLabel settled = _code.NewLabel();
        _code.Load(R1, Signal, _layout.StatisticsSequence);
        _code.Load(R2, FramePointer, Record + OffsetOf(ref record, ref record.Sequence), sizeof(uint));
        _code.JumpIf(BpfCondition.NotEqual, R1, R2, moved);
        _code.JumpIf(BpfCondition.AnyBitOf, R1, 1, moved);
        _code.Jump(settled);
        _code.Mark(moved);
        MarkUnsettled(BpfProcessRecord.MovedMeanwhile);
        _code.Mark(settled);
    }

    private void AddFirst(ref BpfProcessRecord record, ref ulong sum, BtfField ended, BtfField first)
    {
        _code.Load(R1, Signal, ended);
        _code.Load(R2, Task, first);
        _code.Add(R1, R2);
        _code.Store(FramePointer, Record + OffsetOf(ref record, ref sum), WordSize, R1);
    }

    private void AddTo(int slot, BpfRegister value)
    {
        _code.Load(R2, FramePointer, slot, WordSize);
        _code.Add(R2, value);
        _code.Store(FramePointer, slot, WordSize, R2);
    }

    private void MarkUnsettled(int why)
    {
        BpfProcessRecord record = default;
        _code.Store(FramePointer, Record + OffsetOf(ref record, ref record.Unsettled), sizeof(uint), why);
    }

    // record.field = from->source
    private void Copy<TRecord, T>(ref TRecord record, ref T field, BpfRegister from, BtfField source)
        where TRecord : unmanaged
        where T : unmanaged
    {
        _code.Load(R1, from, source);
        StoreTo(ref record, ref field, R1);
    }

    private void StoreTo<TRecord, T>(ref TRecord record, ref T field, BpfRegister from)
        where TRecord : unmanaged
        where T : unmanaged => _code.Store(FramePointer, Record + OffsetOf(ref record, ref field), sizeof(T), from);

    // bpf_probe_read_kernel(&stack[to], size, R3)
    private void Read(int to, int size)
    {
        _code.MoveAddress(R1, FramePointer, to);
        _code.Move(R2, size);
        _code.Call(BpfHelper.ProbeReadKernel);
    }

    // bpf_seq_write(ctx->meta->seq, &record, size);
    private void Write(int size)
    {
        _code.Load(R1, Context, _layout.ContextMeta);
        _code.Load(R1, R1, _layout.MetaSequence);
        _code.MoveAddress(R2, FramePointer, Record);
        _code.Move(R3, size);
        _code.Call(BpfHelper.SequenceWrite);
    }

    private static int OffsetOf<TRecord, T>(ref TRecord record, ref T field)
        where TRecord : unmanaged
        where T : unmanaged => (int)Unsafe.ByteOffset(ref Unsafe.As<TRecord, byte>(ref record), ref Unsafe.As<T, byte>(ref field));
}
