namespace Psutil;

/// <summary>What a <see cref="ResourceLimit"/> limits.</summary>
public enum ResourceKind
{
    /// <summary>CPU time, in seconds. <c>RLIMIT_CPU</c>.</summary>
    CpuTime,

    /// <summary>The size of a file it writes, in bytes. <c>RLIMIT_FSIZE</c>.</summary>
    FileSize,

    /// <summary>Its data segment, in bytes. <c>RLIMIT_DATA</c>.</summary>
    DataSize,

    /// <summary>Its stack, in bytes. <c>RLIMIT_STACK</c>.</summary>
    StackSize,

    /// <summary>A core dump, in bytes. <c>RLIMIT_CORE</c>.</summary>
    CoreFileSize,

    /// <summary>RSS, in bytes; Linux does not enforce it. <c>RLIMIT_RSS</c>.</summary>
    ResidentSet,

    /// <summary>Processes and threads of its user. <c>RLIMIT_NPROC</c>.</summary>
    ProcessCount,

    /// <summary>One more than the highest descriptor. <c>RLIMIT_NOFILE</c>.</summary>
    OpenFiles,

    /// <summary>Locked memory, in bytes. <c>RLIMIT_MEMLOCK</c>.</summary>
    LockedMemory,

    /// <summary>Its address space, in bytes. <c>RLIMIT_AS</c>.</summary>
    AddressSpace,

    /// <summary>File locks. <c>RLIMIT_LOCKS</c>. Linux.</summary>
    FileLocks,

    /// <summary>Signals that wait for its user. <c>RLIMIT_SIGPENDING</c>. Linux.</summary>
    PendingSignals,

    /// <summary>POSIX message queues, in bytes. <c>RLIMIT_MSGQUEUE</c>. Linux.</summary>
    MessageQueue,

    /// <summary>20 less the lowest nice value it may take. <c>RLIMIT_NICE</c>. Linux.</summary>
    Nice,

    /// <summary>Its real-time priority. <c>RLIMIT_RTPRIO</c>. Linux.</summary>
    RealTimePriority,

    /// <summary>CPU time in real-time scheduling without a blocking call, in microseconds. <c>RLIMIT_RTTIME</c>. Linux.</summary>
    RealTimeTimeout,

    /// <summary>Buffers of its sockets, in bytes. <c>RLIMIT_SBSIZE</c>. FreeBSD.</summary>
    SocketBuffers,

    /// <summary>Pseudo-terminals of its user. <c>RLIMIT_NPTS</c>. FreeBSD.</summary>
    PseudoTerminals,

    /// <summary>Swap space that its user has reserved, in bytes. <c>RLIMIT_SWAP</c>. FreeBSD.</summary>
    Swap,
}
