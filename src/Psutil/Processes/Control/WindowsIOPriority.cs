namespace Psutil;

/// <summary>The I/O priorities of Windows (<c>IO_PRIORITY_HINT</c>).</summary>
public enum WindowsIOPriority
{
    /// <summary>Not a priority. Invalid as an argument, and never returned.</summary>
    Unknown = 0,

    /// <summary>Background work.</summary>
    VeryLow = 1,

    /// <summary>Prefetching.</summary>
    Low = 2,

    /// <summary>The default priority.</summary>
    Normal = 3,

    /// <summary>Above the default. Setting it requires privileges.</summary>
    High = 4,
}
