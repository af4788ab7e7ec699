namespace Psutil;

/// <summary>A thread of a process. Linux: <c>/proc/PID/task/TID/stat</c>.</summary>
public readonly record struct ProcessThreadInfo
{
    /// <summary>The thread's number; on macOS its place in the list, from 1.</summary>
    public required int Id { get; init; }

    /// <summary>The thread's name; null if unknown. Linux, macOS, FreeBSD.</summary>
    public string? Name { get; init; }

    /// <summary>What the thread is doing; null if unknown.</summary>
    public ProcessStatus? Status { get; init; }

    /// <summary>The CPU time spent in user code; on NetBSD all CPU time, which it does not split.</summary>
    public required TimeSpan User { get; init; }

    /// <summary>The CPU time spent in the kernel; zero on NetBSD.</summary>
    public required TimeSpan System { get; init; }
}
