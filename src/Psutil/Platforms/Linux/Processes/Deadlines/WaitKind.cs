namespace Psutil.Platforms.Linux;

/// <summary>What a read can wait for in the kernel. Who waits for one of them can still get what needs another.</summary>
internal enum WaitKind
{
    /// <summary>The lock of a process's memory map: <c>cmdline</c>, <c>environ</c>, <c>maps</c>, <c>smaps</c>.</summary>
    MemoryMap,

    /// <summary>The lock that a process holds while it starts a program: <c>io</c> (exec_update_lock).</summary>
    Credentials,

    /// <summary>A file system, asked about a file that a process has chosen.</summary>
    Files,
}
