namespace Psutil;

/// <summary>The space of a file system, as <c>df</c> counts it. Unix: <c>statvfs</c>. Windows: <c>GetDiskFreeSpaceEx</c>.</summary>
public readonly record struct DiskUsage
{
    /// <summary>All space, in bytes.</summary>
    public required long Total { get; init; }

    /// <summary>The space in use, in bytes.</summary>
    public required long Used { get; init; }

    /// <summary>
    /// The space that an unprivileged user may still use, in bytes; less than <see cref="Total"/> − <see cref="Used"/> where some is
    /// reserved for root.
    /// </summary>
    public required long Free { get; init; }

    /// <summary>How many files the file system can hold; null where it has no such limit, and on Windows.</summary>
    public long? TotalInodes { get; init; }

    /// <summary>How many more files the file system can hold; null where it has no such limit, and on Windows.</summary>
    public long? FreeInodes { get; init; }

    /// <summary>
    /// The share in use, in percent of what an unprivileged user could use (<see cref="Used"/> + <see cref="Free"/>), as <c>df</c> shows
    /// it.
    /// </summary>
    public double Percent => Used + Free > 0 ? Used * 100.0 / (Used + Free) : 0;
}
