namespace Psutil;

/// <summary>Windows' priorities of I/O (<c>IO_PRIORITY_HINT</c>).</summary>
public enum WindowsIOPriority
{
    /// <summary>Not known; no process has it, and none can be given it.</summary>
    Unknown = 0,

    /// <summary>Background work.</summary>
    VeryLow = 1,

    /// <summary>Prefetching.</summary>
    Low = 2,

    /// <summary>As usual.</summary>
    Normal = 3,

    /// <summary>Before the usual. Needs rights.</summary>
    High = 4,
}
