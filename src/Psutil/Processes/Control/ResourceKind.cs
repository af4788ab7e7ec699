namespace Psutil;

/// <summary>What a <see cref="ResourceLimit"/> limits.</summary>
public enum ResourceKind
{
    /// <summary>None of those below: refused as an argument, never returned.</summary>
    Unknown = 0,

    /// <summary>CPU time, in seconds. <c>RLIMIT_CPU</c>.</summary>
    CpuTime = 1,

    /// <summary>The size of a file it writes, in bytes. <c>RLIMIT_FSIZE</c>.</summary>
    FileSize = 2,

    /// <summary>Its data segment, in bytes. <c>RLIMIT_DATA</c>.</summary>
    DataSize = 3,

    /// <summary>Its stack, in bytes. <c>RLIMIT_STACK</c>.</summary>
    StackSize = 4,

    /// <summary>A core dump, in bytes. <c>RLIMIT_CORE</c>.</summary>
    CoreFileSize = 5,

    /// <summary>RSS, in bytes; Linux does not enforce it. <c>RLIMIT_RSS</c>.</summary>
    ResidentSet = 6,

    /// <summary>Processes and threads of its user. <c>RLIMIT_NPROC</c>.</summary>
    ProcessCount = 7,

    /// <summary>One more than the highest descriptor. <c>RLIMIT_NOFILE</c>.</summary>
    OpenFiles = 8,

    /// <summary>Locked memory, in bytes. <c>RLIMIT_MEMLOCK</c>.</summary>
    LockedMemory = 9,

    /// <summary>Its address space, in bytes. <c>RLIMIT_AS</c>.</summary>
    AddressSpace = 10,

    /// <summary>File locks. <c>RLIMIT_LOCKS</c>. Linux.</summary>
    FileLocks = 11,

    /// <summary>Signals that wait for its user. <c>RLIMIT_SIGPENDING</c>. Linux.</summary>
    PendingSignals = 12,

    /// <summary>POSIX message queues, in bytes. <c>RLIMIT_MSGQUEUE</c>. Linux.</summary>
    MessageQueue = 13,

    /// <summary>20 less the lowest nice value it may take. <c>RLIMIT_NICE</c>. Linux.</summary>
    Nice = 14,

    /// <summary>Its real-time priority. <c>RLIMIT_RTPRIO</c>. Linux.</summary>
    RealTimePriority = 15,

    /// <summary>CPU time in real-time scheduling without a blocking call, in microseconds. <c>RLIMIT_RTTIME</c>. Linux.</summary>
    RealTimeTimeout = 16,

    /// <summary>Buffers of its sockets, in bytes. <c>RLIMIT_SBSIZE</c>. FreeBSD.</summary>
    SocketBuffers = 17,

    /// <summary>Pseudo-terminals of its user. <c>RLIMIT_NPTS</c>. FreeBSD.</summary>
    PseudoTerminals = 18,

    /// <summary>Swap space that its user has reserved, in bytes. <c>RLIMIT_SWAP</c>. FreeBSD.</summary>
    Swap = 19,
}
