namespace Psutil;

/// <summary>The ways in which a process holds a file. They can be combined.</summary>
[Flags]
public enum FileUse
{
    /// <summary>The process does not hold the file.</summary>
    None = 0,

    /// <summary>The process has the file open.</summary>
    Open = 1,

    /// <summary>The process runs the file as its program.</summary>
    Executable = 2,

    /// <summary>The file is the working directory of the process.</summary>
    WorkingDirectory = 4,

    /// <summary>The file is the root directory of the process (<c>chroot</c>).</summary>
    RootDirectory = 8,

    /// <summary>The file is mapped into the memory of the process, as are its program and libraries.</summary>
    Mapped = 16,
}
