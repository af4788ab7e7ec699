namespace Psutil;

/// <summary>
/// Classes of I/O priority: Linux's with its numbers, then those of Windows, whose own numbers are these less <see cref="VeryLow"/>.
/// </summary>
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

    /// <summary>Background work. Windows.</summary>
    VeryLow = 16,

    /// <summary>Prefetching. Windows.</summary>
    Low = 17,

    /// <summary>As usual. Windows.</summary>
    Normal = 18,

    /// <summary>Before the usual. Windows: needs rights.</summary>
    High = 19,
}
