namespace Psutil;

/// <summary>The status of a process or thread.</summary>
public enum ProcessStatus
{
    /// <summary>Unknown. Never returned: if the status is unknown, <see cref="ProcessSnapshot.Status"/> is null.</summary>
    Unknown = 0,

    /// <summary>Running or ready to run. Linux <c>R</c>.</summary>
    Running = 1,

    /// <summary>Waiting; a signal wakes it. Linux <c>S</c>.</summary>
    Sleeping = 2,

    /// <summary>Waiting, usually for a disk; a signal does not wake it. Linux <c>D</c>.</summary>
    DiskSleep = 3,

    /// <summary>Stopped by a signal. Linux <c>T</c>.</summary>
    Stopped = 4,

    /// <summary>Stopped by a debugger. Linux <c>t</c>.</summary>
    TracingStop = 5,

    /// <summary>Ended, and not yet collected by its parent. Linux <c>Z</c>.</summary>
    Zombie = 6,

    /// <summary>About to disappear. Linux <c>X</c>.</summary>
    Dead = 7,

    /// <summary>Waiting; only a fatal signal wakes it. Linux 2.6.33 to 3.13 <c>K</c>.</summary>
    WakeKill = 8,

    /// <summary>Being woken. Linux 2.6.33 to 3.13 <c>W</c>.</summary>
    Waking = 9,

    /// <summary>An idle kernel thread on Linux (<c>I</c>); being created on macOS and FreeBSD.</summary>
    Idle = 10,

    /// <summary>A parked kernel thread. Linux <c>P</c>.</summary>
    Parked = 11,

    /// <summary>Waiting for a lock. FreeBSD.</summary>
    Locked = 12,

    /// <summary>Waiting. FreeBSD.</summary>
    Waiting = 13,

    /// <summary>Suspended. NetBSD.</summary>
    Suspended = 14,
}
