namespace Psutil;

/// <summary>Linux's classes of I/O priority (<c>linux/ioprio.h</c>).</summary>
public enum IOPriorityClass
{
    /// <summary>None set: the kernel derives it from the nice value.</summary>
    None = 0,

    /// <summary>Before all others. Needs rights.</summary>
    RealTime = 1,

    /// <summary>As usual.</summary>
    BestEffort = 2,

    /// <summary>Only while nobody else wants the disk.</summary>
    Idle = 3,
}
