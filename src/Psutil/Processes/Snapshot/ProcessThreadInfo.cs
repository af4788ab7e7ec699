namespace Psutil;

/// <summary>A thread of a process.</summary>
/// <param name="Id">The thread's number; on macOS its place in the list, from 1.</param>
/// <param name="Name">Its name; null if unknown. Linux, macOS, FreeBSD.</param>
/// <param name="Status">What it is doing; null if unknown.</param>
/// <param name="UserTime">CPU time in user code; on NetBSD all of it, which it does not split.</param>
/// <param name="SystemTime">CPU time in the kernel.</param>
public readonly record struct ProcessThreadInfo(int Id, string? Name, ProcessStatus? Status, TimeSpan UserTime, TimeSpan SystemTime);
