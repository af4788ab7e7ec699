namespace Psutil;

/// <summary>A process's I/O since it started. What an operating system does not tell is null.</summary>
/// <param name="ReadCount">Read calls.</param>
/// <param name="WriteCount">Write calls.</param>
/// <param name="ReadBytes">Bytes that had to be read from disks; on Windows bytes read from anything. Null on BSD.</param>
/// <param name="WriteBytes">Bytes that were sent to disks; on Windows bytes written to anything. Null on BSD.</param>
/// <param name="ReadChars">Bytes that its read calls returned, from caches, pipes and terminals too. Linux.</param>
/// <param name="WriteChars">Bytes that its write calls took. Linux.</param>
/// <param name="OtherCount">Calls that neither read nor write. Windows.</param>
/// <param name="OtherBytes">Bytes of those calls. Windows.</param>
public readonly record struct ProcessIOCounters(
    long ReadCount,
    long WriteCount,
    long? ReadBytes,
    long? WriteBytes,
    long? ReadChars = null,
    long? WriteChars = null,
    long? OtherCount = null,
    long? OtherBytes = null
);
