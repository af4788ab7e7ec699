using System.Numerics;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The letter that <c>/proc</c> gives a task's state (fs/proc/array.c, task_state_array; linux/sched.h, __task_state_index).
/// </summary>
internal static class TaskStateLetter
{
    private const uint Uninterruptible = 0x2;
    private const uint Reported = 0x7f;

    // TASK_UNINTERRUPTIBLE | TASK_NOLOAD: a kernel thread with nothing to do.
    private const uint Idle = 0x402;
    private const uint IdleReported = 0x80;

    // TASK_RTLOCK_WAIT (since Linux 5.16) and TASK_FROZEN (since 6.1) are shown as waiting for a disk.
    private const uint WaitsUnseen = 0x1000 | 0x8000;

    public static byte Of(uint state, uint exitState)
    {
        uint reported =
            (state & WaitsUnseen) != 0 ? Uninterruptible
            : (state & Idle) == Idle ? IdleReported
            : (state | exitState) & Reported;
        return "RSDTtXZPI"u8[32 - BitOperations.LeadingZeroCount(reported)];
    }
}
