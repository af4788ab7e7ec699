namespace Psutil;

/// <summary>The meaning of an error of a call about a process.</summary>
[Flags]
internal enum ErrorMeaning
{
    /// <summary>No special meaning: the call failed.</summary>
    None = 0,

    /// <summary>The caller does not have the rights.</summary>
    Denied = 1 << 0,

    /// <summary>The process has ended.</summary>
    Gone = 1 << 1,

    /// <summary>This version of the operating system does not have the source.</summary>
    NotOffered = 1 << 2,

    /// <summary>There is no value: a kernel thread has no program, a zombie no memory.</summary>
    Absent = 1 << 3,

    /// <summary>The same as <see cref="Absent"/>, for zombies only.</summary>
    AbsentOfZombies = 1 << 4,
}
