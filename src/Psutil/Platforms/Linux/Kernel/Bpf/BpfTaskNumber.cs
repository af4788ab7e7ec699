using Psutil.Platforms.Linux.Interop;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Platforms.Linux;

/// <summary>The part of a program that finds the PID of a task.</summary>
internal static class BpfTaskNumber
{
    /// <summary>
    /// <c>r1 = task->thread_pid->numbers[LEVEL].nr; if (!r1) goto absent;</c> Uses registers 0 to 5 and 9.
    /// </summary>
    /// <param name="code">The program.</param>
    /// <param name="tasks">The fields of tasks.</param>
    /// <param name="caller">The PID namespace of the number.</param>
    /// <param name="task">The register with the task.</param>
    /// <param name="entry">The place on the stack for a <c>struct upid</c>.</param>
    /// <param name="absent">Where to go if the task has no number there.</param>
    public static void Load(
        BpfAssembler code,
        BpfTableLayout tasks,
        in BpfCallerRecord caller,
        BpfRegister task,
        int entry,
        BpfLabel absent
    )
    {
        code.Follow(R9, task, tasks.ThreadPid, absent);
        code.MoveAddress(R3, R9, tasks.Numbers + ((int)caller.Level * tasks.NumberSize));
        code.MoveAddress(R1, FramePointer, entry);
        code.Move(R2, tasks.NumberSize);
        code.Call(BpfHelper.ProbeReadKernel);
        code.Load(R1, FramePointer, entry + tasks.Number.Offset, tasks.Number.Size);
        code.JumpIf(BpfCondition.Equal, R1, 0, absent);
    }
}
