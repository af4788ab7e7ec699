namespace Psutil;

/// <summary>
/// The space of a file system, as <c>df</c> reports it. Linux, BSD: <c>statvfs</c>. macOS: <c>statfs</c> and <c>getattrlist</c>. Windows:
/// <c>GetDiskFreeSpaceEx</c>.
/// </summary>
public readonly record struct DiskUsage
{
    /// <summary>The size of the file system, in bytes.</summary>
    public required long Total { get; init; }

    /// <summary>The space in use, in bytes.</summary>
    public required long Used { get; init; }

    /// <summary>
    /// The space available to an unprivileged user, in bytes: less than <see cref="Total"/> − <see cref="Used"/> if some is reserved for
    /// root.
    /// </summary>
    public required long Free { get; init; }

    /// <summary>The number of inodes: how many files the file system can hold. Null if it has no such limit, and on Windows.</summary>
    public long? TotalInodes { get; init; }

    /// <summary>
    /// The number of free inodes: how many more files the file system can hold. Null if it has no such limit, and on Windows.
    /// </summary>
    public long? FreeInodes { get; init; }

    /// <summary>
    /// The space in use, in percent of the space that an unprivileged user can use (<see cref="Used"/> + <see cref="Free"/>), as <c>df</c>
    /// reports it.
    /// </summary>
    public double Percent => Used + Free > 0 ? Used * 100.0 / (Used + Free) : 0;
}
