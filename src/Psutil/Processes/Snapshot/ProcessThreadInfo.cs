namespace Psutil;

/// <summary>A thread of a process. Linux: <c>/proc/PID/task/TID/stat</c>.</summary>
public readonly record struct ProcessThreadInfo
{
    /// <summary>The ID of the thread. On macOS its position in the list, starting at 1.</summary>
    public required int Id { get; init; }

    /// <summary>The name of the thread; null if unknown. Linux, macOS, FreeBSD, Windows.</summary>
    public string? Name { get; init; }

    /// <summary>The status of the thread; null if unknown.</summary>
    public ProcessStatus? Status { get; init; }

    /// <summary>The CPU time spent in user code. On NetBSD all CPU time, because the kernel does not split it.</summary>
    public required TimeSpan User { get; init; }

    /// <summary>The CPU time spent in the kernel; zero on NetBSD.</summary>
    public required TimeSpan System { get; init; }
}
