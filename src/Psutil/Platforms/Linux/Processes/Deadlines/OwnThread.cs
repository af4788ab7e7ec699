using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// A thread of ours, as the kernel sees it. A thread that waits for a lock or a server sleeps; one that is short of CPU time on a busy
/// machine, or has much to read, does not.
/// </summary>
[SkipLocalsInit]
internal sealed class OwnThread
{
    [ThreadStatic]
    private static OwnThread? _current;

    // PID/task/TID, in the namespace of the proc file system; null if it cannot be known.
    private readonly byte[]? _folder;

    private OwnThread()
    {
        using FileTree proc = new("/proc");
        Span<byte> link = stackalloc byte[KernelPath.Room];
        ReadResult read = proc.ReadLink("thread-self\0"u8, link);
        _folder = read.Failed ? null : link[..read.Value].ToArray();
    }

    /// <summary>The calling thread.</summary>
    public static OwnThread Current => _current ??= new OwnThread();

    /// <summary>Whether the thread sleeps; true also if that cannot be known.</summary>
    public bool IsAsleep()
    {
        if (_folder is null)
        {
            return true;
        }

        // Opened anew each time, which is seldom: no descriptor is kept for it.
        using FileTree proc = new("/proc");
        Span<byte> text = stackalloc byte[ProcPidStat.Room];
        ReadResult read = proc.Read([.. _folder, .. "/stat\0"u8], text);
        return read.Failed
            || !ProcPidStat.TryParse(text[..read.Value], out ProcPidStat stat, out _)
            || stat.Status is ProcessStatus.DiskSleep or ProcessStatus.Sleeping;
    }
}
