namespace Psutil;

/// <summary>A process's I/O since it started; null where the operating system does not count.</summary>
/// <remarks>Linux: <c>/proc/PID/io</c>. Windows: <c>NtQuerySystemInformation</c>. BSD: the process's record. Not on macOS.</remarks>
public readonly record struct ProcessIOCounters
{
    /// <summary>The number of read calls; on BSD of blocks read.</summary>
    public required long ReadCount { get; init; }

    /// <summary>The number of write calls; on BSD of blocks written.</summary>
    public required long WriteCount { get; init; }

    /// <summary>Bytes that had to be read from disks; on Windows bytes read from anything. Null on BSD.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>Bytes that were sent to disks; on Windows bytes written to anything. Null on BSD.</summary>
    public long? WriteBytes { get; init; }

    /// <summary>Bytes that its read calls returned, from caches, pipes and terminals too. Linux: <c>rchar</c>.</summary>
    public long? ReadChars { get; init; }

    /// <summary>Bytes that its write calls took. Linux: <c>wchar</c>.</summary>
    public long? WriteChars { get; init; }

    /// <summary>The number of I/O calls that neither read nor write. Windows.</summary>
    public long? OtherCount { get; init; }

    /// <summary>Bytes that those calls moved. Windows.</summary>
    public long? OtherBytes { get; init; }
}
