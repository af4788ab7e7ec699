using Psutil.Platforms.Linux.Interop;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Finds what the table's program needs beforehand: the reading process's PID namespace, and where each CPU's part of a counter is. The
/// program runs over all tasks and writes its record at the thread that reads.
/// </summary>
/// <remarks>
/// <code>
/// struct task_struct *task = ctx->task;
/// if (!task || bpf_get_current_task() != task) return 0;
/// struct pid *pid = task->thread_pid;
/// struct BpfCallerRecord record = { .level = pid->level, .namespace = pid->numbers[pid->level].ns };
/// bpf_seq_write(ctx->meta->seq, &amp;record, sizeof record);
///
/// // A map with a value per CPU: the pointer to all of them, and the pointer to each. The difference is the CPU's offset, which is the
/// // same for every per-CPU allocation. (A program cannot use the symbol __per_cpu_offset itself.)
/// void __percpu *all = ((struct bpf_array *)map)->pptrs[0];
/// for (cpu = 0; cpu &lt; cpus; cpu++) {
///     u64 offset = bpf_map_lookup_percpu_elem(map, &amp;key, cpu) - all;
///     bpf_seq_write(ctx->meta->seq, &amp;offset, sizeof offset);
/// }
/// </code>
/// </remarks>
internal static class BpfCallerProgram
{
    // An offset on the stack.
    private const int Record = -BpfCallerRecord.Size;
    private const int Word = Record - 8;
    private const int Key = Word - 8;
    private const int WordSize = 8;

    /// <summary>The program.</summary>
    /// <param name="layout">The offsets of the kernel's fields.</param>
    /// <param name="perCpuMap">The map's descriptor.</param>
    /// <param name="cpus">The number of CPUs whose offsets are written; 0 if the kernel's counters do not need them.</param>
    public static BpfInstruction[] Assemble(BpfTableLayout layout, int perCpuMap, int cpus)
    {
        BpfAssembler code = new();
        BpfLabel done = code.NewLabel();

        // R6 = ctx, R7 = ctx->task
        code.Move(R6, R1);
        code.Load(R7, R6, layout.ContextTask);
        code.JumpIf(BpfCondition.Equal, R7, 0, done);
        code.Call(BpfHelper.GetCurrentTask);
        code.JumpIf(BpfCondition.NotEqual, R0, R7, done);

        // R8 = task->thread_pid, as a number, so that arithmetic is allowed
        code.MoveAddress(R3, R7, layout.ThreadPid.Offset);
        Read(code, Word, WordSize);
        code.Load(R8, FramePointer, Word, WordSize);

        // record.level = pid->level, into R9
        code.MoveAddress(R3, R8, layout.NamespaceLevel.Offset);
        code.Store(FramePointer, Record, WordSize, 0);
        Read(code, Record, layout.NamespaceLevel.Size);
        code.Load(R9, FramePointer, Record, WordSize);

        // record.namespace = pid->numbers[level].ns
        code.Move(R3, R9);
        code.Operate(BpfOperation.Multiply, R3, layout.NumberSize);
        code.Add(R3, R8);
        code.Add(R3, layout.Numbers + layout.NumberNamespace.Offset);
        Read(code, Record + WordSize, WordSize);
        Write(code, layout, Record, BpfCallerRecord.Size);

        if (cpus > 0)
        {
            WriteOffsets(code, layout, perCpuMap, cpus, done);
        }

        code.Mark(done);
        code.Return(0);
        return code.Build();
    }

    private static void WriteOffsets(BpfAssembler code, BpfTableLayout layout, int perCpuMap, int cpus, BpfLabel done)
    {
        // R9 = ((struct bpf_array *)map)->pptrs[0]. Storing the map's address on the stack and loading it turns it into a number.
        code.MoveMap(R1, perCpuMap);
        code.Store(FramePointer, Word, WordSize, R1);
        code.MoveAddress(R3, FramePointer, Word);
        Read(code, Key, WordSize);
        code.Load(R3, FramePointer, Key, WordSize);
        code.Add(R3, layout.PerCpuPointers);
        Read(code, Word, WordSize);
        code.Load(R9, FramePointer, Word, WordSize);

        code.Store(FramePointer, Key, WordSize, 0);
        for (int cpu = 0; cpu < cpus; cpu++)
        {
            // R0 = bpf_map_lookup_percpu_elem(map, &key, cpu)
            code.MoveMap(R1, perCpuMap);
            code.MoveAddress(R2, FramePointer, Key);
            code.Move(R3, cpu);
            code.Call(BpfHelper.MapLookupPerCpuElement);
            code.JumpIf(BpfCondition.Equal, R0, 0, done);

            // offset = R0 - R9
            code.Store(FramePointer, Word, WordSize, R0);
            code.MoveAddress(R3, FramePointer, Word);
            Read(code, Record, WordSize);
            code.Load(R1, FramePointer, Record, WordSize);
            code.Operate(BpfOperation.Subtract, R1, R9);
            code.Store(FramePointer, Record, WordSize, R1);
            Write(code, layout, Record, WordSize);
        }
    }

    // bpf_probe_read_kernel(&stack[to], size, R3)
    private static void Read(BpfAssembler code, int to, int size)
    {
        code.MoveAddress(R1, FramePointer, to);
        code.Move(R2, size);
        code.Call(BpfHelper.ProbeReadKernel);
    }

    // bpf_seq_write(ctx->meta->seq, &stack[from], size)
    private static void Write(BpfAssembler code, BpfTableLayout layout, int from, int size)
    {
        code.Load(R1, R6, layout.ContextMeta);
        code.Load(R1, R1, layout.MetaSequence);
        code.MoveAddress(R2, FramePointer, from);
        code.Move(R3, size);
        code.Call(BpfHelper.SequenceWrite);
    }
}
