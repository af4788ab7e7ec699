namespace Psutil;

/// <summary>A regular file that a process has open.</summary>
public sealed record ProcessOpenFile
{
    /// <summary>The path of the file; of a deleted file, where it was.</summary>
    public required string Path { get; init; }

    /// <summary>The descriptor; null on Windows.</summary>
    public int? FileDescriptor { get; init; }

    /// <summary>The offset of the next read or write, in bytes. Linux: <c>pos</c> of <c>fdinfo</c>.</summary>
    public long? Position { get; init; }

    /// <summary>How it was opened, as <c>fopen</c> names it: <c>r</c>, <c>w</c>, <c>a</c>, <c>r+</c> or <c>a+</c>. Linux.</summary>
    public string? Mode { get; init; }

    /// <summary>The flags that it was opened with, as the kernel's number. Linux: <c>flags</c> of <c>fdinfo</c>.</summary>
    public int? Flags { get; init; }

    /// <summary>Whether the file has been deleted: its space is not free while it stays open. Linux; null elsewhere.</summary>
    public bool? IsDeleted { get; init; }
}
