namespace Psutil;

/// <summary>The I/O counters of a process since it started. A counter is null if the operating system does not report it.</summary>
/// <remarks>Linux: <c>/proc/PID/io</c>. Windows: <c>NtQuerySystemInformation</c>. BSD: the kernel's process table. Not on macOS.</remarks>
public readonly record struct ProcessIOCounters
{
    /// <summary>The number of read calls; on BSD, of read operations. Null on macOS.</summary>
    public long? ReadCount { get; init; }

    /// <summary>The number of write calls; on BSD, of write operations. Null on macOS.</summary>
    public long? WriteCount { get; init; }

    /// <summary>The number of bytes read from disks; on Windows, from anything. Null on BSD. Linux: <c>read_bytes</c>.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>The number of bytes written to disks; on Windows, to anything. Null on BSD. Linux: <c>write_bytes</c>.</summary>
    public long? WriteBytes { get; init; }

    /// <summary>
    /// The number of bytes that read calls returned, including those from caches, pipes and terminals. Linux: <c>rchar</c>.
    /// </summary>
    public long? ReadChars { get; init; }

    /// <summary>The number of bytes that write calls accepted. Linux: <c>wchar</c>.</summary>
    public long? WriteChars { get; init; }

    /// <summary>The number of I/O calls other than reads and writes. Windows.</summary>
    public long? OtherCount { get; init; }

    /// <summary>The number of bytes that I/O calls other than reads and writes transferred. Windows.</summary>
    public long? OtherBytes { get; init; }
}
