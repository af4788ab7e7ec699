namespace Psutil;

/// <summary>In which ways a process holds a file, to be combined.</summary>
[Flags]
public enum FileUse
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>It has it open.</summary>
    Open = 1,

    /// <summary>It runs it.</summary>
    Executable = 2,

    /// <summary>It is its working directory.</summary>
    WorkingDirectory = 4,

    /// <summary>It is its root directory (<c>chroot</c>).</summary>
    RootDirectory = 8,

    /// <summary>It has mapped it into its memory, as it has the libraries that it uses and the program that it runs.</summary>
    Mapped = 16,
}
