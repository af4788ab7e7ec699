using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Writes one <see cref="BpfProcessRecord"/> for each process: what <c>/proc/PID/stat</c>, <c>statm</c> and the first lines of <c>status</c>
/// are made of (fs/proc/array.c). Each part stands beside the C that it is.
/// </summary>
/// <remarks>
/// What the verifier knows as a pointer to a structure is read by plain loads, of which a bad one gives 0; whatever is only an address (a
/// list's next entry, another CPU's counter) by a helper, which gives 0 too. Each pointer is held against null before it is followed.
/// </remarks>
internal sealed unsafe class BpfTableProgram
{
    /// <summary>More threads than this are not added up: such a process is left to <c>/proc</c>.</summary>
    public const int MostThreads = 512;

    // linux/sched.h
    private const int ExitDead = 0x10;
    private const int KernelThread = 0x200000;

    // The stack, from its end downwards: the record, then these.
    private const int RecordSize = 240;
    private const int Record = -RecordSize;
    private const int Word = Record - 8;
    private const int Sequence = Word - 8;
    private const int LeaderNode = Sequence - 8;
    private const int NumberEntry = LeaderNode - 16;
    private const int WordSize = 8;

    private const BpfRegister Context = R6;
    private const BpfRegister Task = R7;
    private const BpfRegister Signal = R8;

    private readonly BpfAssembler p = new();
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
    /// <param name="layout">Where the kernel keeps things.</param>
    /// <param name="caller">The PID namespace whose numbers are written.</param>
    /// <param name="cpuOffsets">Where each CPU's part of a counter is; empty if the kernel does not count so.</param>
    public static BpfInstruction[] Assemble(BpfTableLayout layout, BpfCallerRecord caller, ulong[] cpuOffsets) =>
        new BpfTableProgram(layout, caller, cpuOffsets).Assemble();

    private BpfInstruction[] Assemble()
    {
        BpfLabel done = p.NewLabel();
        BpfLabel write = p.NewLabel();

        // struct BpfProcessRecord record = {};
        for (int offset = 0; offset < RecordSize; offset += WordSize)
        {
            p.Store(FramePointer, Record + offset, WordSize, 0);
        }

        // struct task_struct *task = ctx->task;
        // if (!task || task->pid != task->tgid || task->exit_state & EXIT_DEAD || !task->sighand) return 0;
        // (The first thread stands for the process. What has no signal handlers any more has left /proc.)
        p.Move(Context, R1);
        Follow(Task, Context, _layout.ContextTask, done);
        p.Load(R1, Task, _layout.Pid);
        p.Load(R2, Task, _layout.Tgid);
        p.JumpIf(BpfCondition.NotEqual, R1, R2, done);
        p.Load(R1, Task, _layout.ExitState);
        p.JumpIf(BpfCondition.AnyBitOf, R1, ExitDead, done);
        Follow(R1, Task, _layout.SignalHandlers, done);
        Follow(Signal, Task, _layout.Signal, done);

        WritePids(done);
        CopyTask();
        CopyCredentials();
        CopyDelays();
        CopyTerminal();
        CopyMemory();
        SumThreads(write);

        // bpf_seq_write(ctx->meta->seq, &record, sizeof record);
        p.Mark(write);
        p.Load(R1, Context, _layout.ContextMeta);
        p.Load(R1, R1, _layout.MetaSequence);
        p.MoveAddress(R2, FramePointer, Record);
        p.Move(R3, RecordSize);
        p.Call(BpfHelper.SequenceWrite);

        p.Mark(done);
        p.Return(0);
        return p.Build();
    }

    private void WritePids(BpfLabel done)
    {
        // record.pid = task->thread_pid->numbers[LEVEL].nr;
        BpfProcessRecord record = default;
        Follow(R9, Task, _layout.ThreadPid, done);
        ReadNumber();
        p.Load(R1, FramePointer, NumberEntry + _layout.Number.Offset, _layout.Number.Size);
        StoreTo(ref record, ref record.Pid, R1);

        // struct pid *parent = task->real_parent->signal->pids[PIDTYPE_TGID];
        // if (parent && parent->level >= LEVEL && parent->numbers[LEVEL].ns == NAMESPACE)
        //     record.parent_pid = parent->numbers[LEVEL].nr;
        BpfLabel outside = p.NewLabel();
        Follow(R9, Task, _layout.RealParent, outside);
        Follow(R9, R9, _layout.Signal, outside);
        Follow(R9, R9, _layout.GroupPid, outside);
        p.Load(R1, R9, _layout.NamespaceLevel);
        p.JumpIf(BpfCondition.Less, R1, (int)_caller.Level, outside);
        ReadNumber();
        p.Load(R1, FramePointer, NumberEntry + _layout.NumberNamespace.Offset, WordSize);
        p.MoveWide(R2, _caller.Namespace);
        p.JumpIf(BpfCondition.NotEqual, R1, R2, outside);
        p.Load(R1, FramePointer, NumberEntry + _layout.Number.Offset, _layout.Number.Size);
        StoreTo(ref record, ref record.ParentPid, R1);
        p.Mark(outside);
    }

    // struct upid entry = R9->numbers[LEVEL];
    private void ReadNumber()
    {
        p.MoveAddress(R3, R9, _layout.Numbers + ((int)_caller.Level * _layout.NumberSize));
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
            p.Load(R1, Task, _layout.Name + offset, WordSize);
            p.Store(FramePointer, Record + name + offset, WordSize, R1);
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
        BpfLabel none = p.NewLabel();
        Follow(R9, Task, _layout.Credentials, none);
        Copy(ref record, ref record.UserId, R9, _layout.UserId);
        Copy(ref record, ref record.EffectiveUserId, R9, _layout.EffectiveUserId);
        Copy(ref record, ref record.SavedUserId, R9, _layout.SavedUserId);
        Copy(ref record, ref record.GroupId, R9, _layout.GroupId);
        Copy(ref record, ref record.EffectiveGroupId, R9, _layout.EffectiveGroupId);
        Copy(ref record, ref record.SavedGroupId, R9, _layout.SavedGroupId);
        p.Mark(none);
    }

    private void CopyDelays()
    {
        // if (task->delays) record.block_io_delay = task->delays->blkio_delay;
        if (_layout.Delays is { } delays && _layout.BlockIODelay is { } blockIO)
        {
            BpfProcessRecord record = default;
            BpfLabel none = p.NewLabel();
            Follow(R9, Task, delays, none);
            Copy(ref record, ref record.BlockIODelay, R9, blockIO);
            p.Mark(none);
        }
    }

    private void CopyTerminal()
    {
        // struct tty_struct *tty = task->signal->tty;
        // if (tty && tty->driver) { ... }
        BpfProcessRecord record = default;
        BpfLabel none = p.NewLabel();
        Follow(R9, Signal, _layout.Terminal, none);
        Follow(R2, R9, _layout.TerminalDriver, none);
        Copy(ref record, ref record.TerminalIndex, R9, _layout.TerminalIndex);
        Copy(ref record, ref record.TerminalMajor, R2, _layout.DriverMajor);
        Copy(ref record, ref record.TerminalFirstMinor, R2, _layout.DriverFirstMinor);
        p.Mark(none);
    }

    private void CopyMemory()
    {
        // struct mm_struct *mm = task->mm;
        // if (mm && !(task->flags & PF_KTHREAD)) { ... }
        BpfProcessRecord record = default;
        BpfLabel none = p.NewLabel();
        Follow(R9, Task, _layout.Memory, none);
        p.Load(R1, Task, _layout.Flags);
        p.JumpIf(BpfCondition.AnyBitOf, R1, KernelThread, none);
        Copy(ref record, ref record.TotalPages, R9, _layout.TotalPages);
        Copy(ref record, ref record.DataPages, R9, _layout.DataPages);
        Copy(ref record, ref record.StackPages, R9, _layout.StackPages);
        Copy(ref record, ref record.CodeStart, R9, _layout.CodeStart);
        Copy(ref record, ref record.CodeEnd, R9, _layout.CodeEnd);
        SumPages(ref record, ref record.FilePages, _layout.FilePages);
        SumPages(ref record, ref record.AnonymousPages, _layout.AnonymousPages);
        SumPages(ref record, ref record.SharedMemoryPages, _layout.SharedMemoryPages);
        p.Mark(none);
    }

    // percpu_counter_sum_positive(&mm->rss_stat[kind]), or atomic_long_read(&mm->rss_stat.count[kind]) not below 0; mm is R9.
    private void SumPages(ref BpfProcessRecord record, ref long sum, BpfTableLayout.RssCounter counter)
    {
        int slot = Record + OffsetOf(ref record, ref sum);
        p.Load(R1, R9, counter.Count);
        p.Store(FramePointer, slot, WordSize, R1);
        if (counter.PerCpu is { } perCpu)
        {
            p.Store(FramePointer, Sequence, WordSize, R1);
            foreach (ulong offset in _cpuOffsets)
            {
                // s32 part; bpf_probe_read_kernel(&part, 4, counters + OFFSET[cpu]); sum += part;
                p.Load(R3, R9, perCpu);
                p.MoveWide(R1, offset);
                p.Add(R3, R1);
                Read(Word, sizeof(int));
                p.Load(R1, FramePointer, Word, sizeof(int));
                p.Operate(BpfOperation.ShiftLeft, R1, 32);
                p.Operate(BpfOperation.ShiftRightSigned, R1, 32);
                AddTo(slot, R1);
            }

            // A CPU that moved its part into the count meanwhile may have been added twice, or not at all.
            BpfLabel settled = p.NewLabel();
            p.Load(R1, R9, counter.Count);
            p.Load(R2, FramePointer, Sequence, WordSize);
            p.JumpIf(BpfCondition.Equal, R1, R2, settled);
            MarkUnsettled();
            p.Mark(settled);
        }

        BpfLabel positive = p.NewLabel();
        p.Load(R1, FramePointer, slot, WordSize);
        p.JumpIf(BpfCondition.SignedGreaterOrEqual, R1, 0, positive);
        p.Store(FramePointer, slot, WordSize, 0);
        p.Mark(positive);
    }

    private void SumThreads(BpfLabel write)
    {
        // unsigned sequence = signal->stats_lock.sequence;
        // record.user_time = signal->utime + task->utime; ...
        p.Load(R1, Signal, _layout.StatisticsSequence);
        p.Store(FramePointer, Sequence, WordSize, R1);
        BpfProcessRecord record = default;
        AddFirst(ref record, ref record.UserTime, _layout.EndedUserTime, _layout.UserTime);
        AddFirst(ref record, ref record.SystemTime, _layout.EndedSystemTime, _layout.SystemTime);
        AddFirst(ref record, ref record.RunTime, _layout.EndedRunTime, _layout.RunTime);
        AddFirst(ref record, ref record.MinorFaults, _layout.EndedMinorFaults, _layout.MinorFaults);
        AddFirst(ref record, ref record.MajorFaults, _layout.EndedMajorFaults, _layout.MajorFaults);

        // if (record.thread_count != 1) for_each_thread(signal, thread) if (thread != task) { record.user_time += thread->utime; ... }
        BpfLabel summed = p.NewLabel();
        p.Load(R1, FramePointer, Record + OffsetOf(ref record, ref record.ThreadCount), sizeof(int));
        p.JumpIf(BpfCondition.Equal, R1, 1, summed);
        WalkThreads(ref record, summed);
        p.Mark(summed);

        // if (signal->stats_lock.sequence != sequence || sequence & 1) record.unsettled = 1;
        // (A thread that ended meanwhile has moved what it used into the signal's sums.)
        BpfLabel unsettled = p.NewLabel();
        p.Load(R1, Signal, _layout.StatisticsSequence);
        p.Load(R2, FramePointer, Sequence, WordSize);
        p.JumpIf(BpfCondition.NotEqual, R1, R2, unsettled);
        p.JumpIf(BpfCondition.AnyBitOf, R1, 1, unsettled);
        p.Jump(write);
        p.Mark(unsettled);
        MarkUnsettled();
    }

    private void WalkThreads(ref BpfProcessRecord record, BpfLabel summed)
    {
        BpfLabel next = p.NewLabel();
        BpfLabel add = p.NewLabel();
        BpfLabel advance = p.NewLabel();
        BpfLabel tooMany = p.NewLabel();

        // The task is not needed any more: its register counts.
        p.MoveAddress(R1, Task, _layout.ThreadNode);
        p.Store(FramePointer, LeaderNode, WordSize, R1);
        BpfRegister count = Task;
        p.Move(count, 0);

        // R9: struct list_head *node = signal->thread_head.next;
        p.MoveAddress(R3, Signal, _layout.ThreadHead);
        Read(Word, WordSize);
        p.Mark(next);
        p.Load(R9, FramePointer, Word, WordSize);
        p.MoveAddress(R1, Signal, _layout.ThreadHead);
        p.JumpIf(BpfCondition.Equal, R9, R1, summed);
        p.JumpIf(BpfCondition.Equal, R9, 0, tooMany);
        p.JumpIf(BpfCondition.GreaterOrEqual, count, MostThreads, tooMany);
        p.Add(count, 1);
        p.Load(R1, FramePointer, LeaderNode, WordSize);
        p.JumpIf(BpfCondition.NotEqual, R9, R1, add);
        p.Jump(advance);

        p.Mark(add);
        AddThreads(ref record, ref record.UserTime, _layout.UserTime);
        AddThreads(ref record, ref record.SystemTime, _layout.SystemTime);
        AddThreads(ref record, ref record.RunTime, _layout.RunTime);
        AddThreads(ref record, ref record.MinorFaults, _layout.MinorFaults);
        AddThreads(ref record, ref record.MajorFaults, _layout.MajorFaults);

        // node = node->next;
        p.Mark(advance);
        p.Move(R3, R9);
        Read(Word, WordSize);
        p.Jump(next);

        p.Mark(tooMany);
        MarkUnsettled();
    }

    private void AddFirst(ref BpfProcessRecord record, ref ulong sum, BtfField ended, BtfField first)
    {
        p.Load(R1, Signal, ended);
        p.Load(R2, Task, first);
        p.Add(R1, R2);
        p.Store(FramePointer, Record + OffsetOf(ref record, ref sum), WordSize, R1);
    }

    // record.sum += container_of(R9, struct task_struct, thread_node)->field
    private void AddThreads(ref BpfProcessRecord record, ref ulong sum, BtfField field)
    {
        p.MoveAddress(R3, R9, field.Offset - _layout.ThreadNode);
        Read(Word, field.Size);
        p.Load(R1, FramePointer, Word, field.Size);
        AddTo(Record + OffsetOf(ref record, ref sum), R1);
    }

    private void AddTo(int slot, BpfRegister value)
    {
        p.Load(R2, FramePointer, slot, WordSize);
        p.Add(R2, value);
        p.Store(FramePointer, slot, WordSize, R2);
    }

    private void MarkUnsettled()
    {
        BpfProcessRecord record = default;
        p.Store(FramePointer, Record + OffsetOf(ref record, ref record.Unsettled), sizeof(uint), 1);
    }

    // to = from->pointer; if (!to) goto absent;
    private void Follow(BpfRegister to, BpfRegister from, BtfField pointer, BpfLabel absent)
    {
        p.Load(to, from, pointer);
        p.JumpIf(BpfCondition.Equal, to, 0, absent);
    }

    // record.field = from->source
    private void Copy<T>(ref BpfProcessRecord record, ref T field, BpfRegister from, BtfField source)
        where T : unmanaged
    {
        p.Load(R1, from, source);
        StoreTo(ref record, ref field, R1);
    }

    private void StoreTo<T>(ref BpfProcessRecord record, ref T field, BpfRegister from)
        where T : unmanaged => p.Store(FramePointer, Record + OffsetOf(ref record, ref field), sizeof(T), from);

    // bpf_probe_read_kernel(&stack[to], size, R3)
    private void Read(int to, int size)
    {
        p.MoveAddress(R1, FramePointer, to);
        p.Move(R2, size);
        p.Call(BpfHelper.ProbeReadKernel);
    }

    private static int OffsetOf<T>(ref BpfProcessRecord record, ref T field)
        where T : unmanaged => (int)Unsafe.ByteOffset(ref Unsafe.As<BpfProcessRecord, byte>(ref record), ref Unsafe.As<T, byte>(ref field));
}
