namespace Psutil;

/// <summary>A regular file that a process has open.</summary>
public sealed record ProcessOpenFile
{
    /// <summary>The path of the file. For a deleted file, its last path.</summary>
    public required string Path { get; init; }

    /// <summary>The file descriptor; null on Windows.</summary>
    public int? FileDescriptor { get; init; }

    /// <summary>The offset of the next read or write, in bytes. Linux: <c>pos</c> of <c>fdinfo</c>.</summary>
    public long? Position { get; init; }

    /// <summary>
    /// The mode in which the file was opened, as for <c>fopen</c>: <c>r</c>, <c>w</c>, <c>a</c>, <c>r+</c> or <c>a+</c>. Linux.
    /// </summary>
    public string? Mode { get; init; }

    /// <summary>The flags with which the file was opened, as a number of the kernel. Linux: <c>flags</c> of <c>fdinfo</c>.</summary>
    public int? Flags { get; init; }

    /// <summary>Whether the file was deleted; its space is not freed while it is open. Linux; null on other operating systems.</summary>
    public bool? IsDeleted { get; init; }
}
