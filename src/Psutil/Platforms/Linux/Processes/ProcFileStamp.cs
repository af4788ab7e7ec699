namespace Psutil.Platforms.Linux;

/// <summary>
/// Identifies a file of <c>/proc/PID</c> among those of all processes, even of a later one with the same PID: its inode belongs to one
/// process (proc_pid_make_inode, fs/proc/base.c). Inode numbers have 32 bits and wrap, so the time when the inode was created is included.
/// </summary>
/// <param name="Inode">The inode's number.</param>
/// <param name="Seconds">When the inode was created, in seconds since 1970.</param>
/// <param name="Nanoseconds">The nanoseconds of that time.</param>
internal readonly record struct ProcFileStamp(ulong Inode, long Seconds, uint Nanoseconds);
