namespace Psutil;

/// <summary>Classes of I/O priority, with Linux's numbers.</summary>
public enum IOPriorityClass
{
    /// <summary>None set: the kernel derives it from the nice value. Linux.</summary>
    None = 0,

    /// <summary>Before all others. Linux.</summary>
    RealTime = 1,

    /// <summary>As usual. Linux.</summary>
    BestEffort = 2,

    /// <summary>Only while nobody else wants the disk. Linux.</summary>
    Idle = 3,
}
