namespace Psutil;

/// <summary>What a process is doing.</summary>
public enum ProcessStatus
{
    /// <summary>Running or ready to run. Linux <c>R</c>.</summary>
    Running,

    /// <summary>Waiting for something, and a signal wakes it. Linux <c>S</c>.</summary>
    Sleeping,

    /// <summary>Waiting for something, usually a disk, and no signal wakes it. Linux <c>D</c>.</summary>
    DiskSleep,

    /// <summary>Stopped by a signal. Linux <c>T</c>.</summary>
    Stopped,

    /// <summary>Stopped by a debugger. Linux <c>t</c>.</summary>
    TracingStop,

    /// <summary>Ended, and not yet collected by its parent. Linux <c>Z</c>.</summary>
    Zombie,

    /// <summary>About to disappear. Linux <c>X</c>.</summary>
    Dead,

    /// <summary>Waiting so that only a fatal signal wakes it. Linux 2.6.33 to 3.13 <c>K</c>.</summary>
    WakeKill,

    /// <summary>Being woken. Linux 2.6.33 to 3.13 <c>W</c>.</summary>
    Waking,

    /// <summary>A kernel thread with nothing to do. Linux <c>I</c>; macOS, FreeBSD: being created.</summary>
    Idle,

    /// <summary>A kernel thread put aside. Linux <c>P</c>.</summary>
    Parked,

    /// <summary>Waiting for a lock. FreeBSD.</summary>
    Locked,

    /// <summary>Waiting. FreeBSD.</summary>
    Waiting,

    /// <summary>Suspended. NetBSD.</summary>
    Suspended,
}
