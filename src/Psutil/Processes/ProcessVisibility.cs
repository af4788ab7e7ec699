namespace Psutil;

/// <summary>Which processes of the machine the caller can see.</summary>
public enum ProcessVisibility
{
    /// <summary>Unknown: the operating system can hide processes, and this library does not find out whether it does.</summary>
    Unknown = 0,

    /// <summary>All processes, though the caller may not be allowed to read all their values.</summary>
    All = 1,

    /// <summary>The caller's own processes alone.</summary>
    Own = 2,

    /// <summary>The caller's own processes and those of its groups.</summary>
    OwnAndGroup = 3,
}
