namespace Psutil;

/// <summary>What an error of a call about one process says on an operating system.</summary>
[Flags]
internal enum ErrorMeaning
{
    /// <summary>Nothing in particular: the call failed.</summary>
    None = 0,

    /// <summary>The caller may not see it.</summary>
    Denied = 1 << 0,

    /// <summary>The process has ended.</summary>
    Gone = 1 << 1,

    /// <summary>This version of the operating system has no such source.</summary>
    NotOffered = 1 << 2,

    /// <summary>There is nothing to give: a part of the kernel has no program, a zombie no memory.</summary>
    Absent = 1 << 3,

    /// <summary>Of a zombie, the same as <see cref="Absent"/>.</summary>
    AbsentOfZombies = 1 << 4,
}
