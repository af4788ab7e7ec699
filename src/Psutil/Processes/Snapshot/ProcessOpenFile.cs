namespace Psutil;

/// <summary>A regular file that a process has open.</summary>
/// <param name="Path">Where it is, or was: see <see cref="IsDeleted"/>.</param>
/// <param name="FileDescriptor">The descriptor; null on Windows.</param>
/// <param name="Position">The offset of the next read or write. Linux.</param>
/// <param name="Mode">As <c>fopen</c> names it: <c>r</c>, <c>w</c>, <c>a</c>, <c>r+</c> or <c>a+</c>. Linux.</param>
/// <param name="Flags">The flags it was opened with. Linux.</param>
public sealed record ProcessOpenFile(string Path, int? FileDescriptor, long? Position = null, string? Mode = null, int? Flags = null)
{
    /// <summary>Whether the file has been deleted: its space is not free while it stays open. Linux.</summary>
    public bool IsDeleted { get; init; }
}
