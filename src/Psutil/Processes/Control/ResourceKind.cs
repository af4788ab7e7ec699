namespace Psutil;

/// <summary>The resource that a <see cref="ResourceLimit"/> limits.</summary>
public enum ResourceKind
{
    /// <summary>Not a resource. Invalid as an argument, and never returned.</summary>
    Unknown = 0,

    /// <summary>The CPU time, in seconds. <c>RLIMIT_CPU</c>.</summary>
    CpuTime = 1,

    /// <summary>The size of the files that it writes, in bytes. <c>RLIMIT_FSIZE</c>.</summary>
    FileSize = 2,

    /// <summary>
    /// The size of its data segment, in bytes. <c>RLIMIT_DATA</c>. Of a child that is started on Windows: its committed memory.
    /// </summary>
    DataSize = 3,

    /// <summary>The size of its stack, in bytes. <c>RLIMIT_STACK</c>.</summary>
    StackSize = 4,

    /// <summary>The size of a core dump, in bytes. <c>RLIMIT_CORE</c>.</summary>
    CoreFileSize = 5,

    /// <summary>The RSS, in bytes. Linux does not enforce it. <c>RLIMIT_RSS</c>.</summary>
    ResidentSet = 6,

    /// <summary>
    /// The number of processes and threads of its user. <c>RLIMIT_NPROC</c>. Of a child that is started on Windows: of the child and its
    /// descendants.
    /// </summary>
    ProcessCount = 7,

    /// <summary>The highest descriptor plus one. <c>RLIMIT_NOFILE</c>.</summary>
    OpenFiles = 8,

    /// <summary>The amount of locked memory, in bytes. <c>RLIMIT_MEMLOCK</c>.</summary>
    LockedMemory = 9,

    /// <summary>The size of its address space, in bytes. <c>RLIMIT_AS</c>.</summary>
    AddressSpace = 10,

    /// <summary>The number of file locks. <c>RLIMIT_LOCKS</c>. Linux.</summary>
    FileLocks = 11,

    /// <summary>The number of pending signals of its user. <c>RLIMIT_SIGPENDING</c>. Linux.</summary>
    PendingSignals = 12,

    /// <summary>The size of the POSIX message queues of its user, in bytes. <c>RLIMIT_MSGQUEUE</c>. Linux.</summary>
    MessageQueue = 13,

    /// <summary>20 minus the lowest nice value that it may set. <c>RLIMIT_NICE</c>. Linux.</summary>
    Nice = 14,

    /// <summary>The highest real-time priority that it may set. <c>RLIMIT_RTPRIO</c>. Linux.</summary>
    RealTimePriority = 15,

    /// <summary>The CPU time with real-time scheduling between two blocking calls, in microseconds. <c>RLIMIT_RTTIME</c>. Linux.</summary>
    RealTimeTimeout = 16,

    /// <summary>The size of the socket buffers of its user, in bytes. <c>RLIMIT_SBSIZE</c>. FreeBSD.</summary>
    SocketBuffers = 17,

    /// <summary>The number of pseudo-terminals of its user. <c>RLIMIT_NPTS</c>. FreeBSD.</summary>
    PseudoTerminals = 18,

    /// <summary>The swap space that its user may reserve, in bytes. <c>RLIMIT_SWAP</c>. FreeBSD.</summary>
    Swap = 19,
}
