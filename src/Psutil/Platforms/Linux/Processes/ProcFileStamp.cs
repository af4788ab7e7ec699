namespace Psutil.Platforms.Linux;

/// <summary>
/// Identifies a file of <c>/proc/PID</c> among those of all processes, including one that gets the PID later: its inode belongs to one
/// process (proc_pid_make_inode, fs/proc/base.c). The numbers have 32 bits and come round again, hence the instant at which the inode was
/// made.
/// </summary>
/// <param name="Inode">The inode's number.</param>
/// <param name="Seconds">When it was made, in seconds after 1970.</param>
/// <param name="Nanoseconds">And nanoseconds.</param>
internal readonly record struct ProcFileStamp(ulong Inode, long Seconds, uint Nanoseconds);
