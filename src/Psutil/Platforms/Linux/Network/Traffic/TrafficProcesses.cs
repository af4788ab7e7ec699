using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Whether the processes that sent something are still there.</summary>
internal static class TrafficProcesses
{
    private const int StatSize = 1024;

    /// <summary>
    /// The start time of the process that has the PID, in ticks; null if there is none. A process whose first thread has ended exists until
    /// the others end, and a zombie until it is waited for.
    /// </summary>
    [SkipLocalsInit]
    public static ReadResult ReadStart(FileTree proc, int pid, out long? ticks)
    {
        ticks = null;
        Span<byte> path = stackalloc byte[KernelPath.Room];
        Span<byte> buffer = stackalloc byte[StatSize];
        ReadResult read = proc.Read(KernelPath.OfProcess(pid, "stat"u8, path), buffer);
        if (read.Failed)
        {
            return read.Error is Errno.ENOENT or Errno.ESRCH ? ReadResult.Success(0) : read;
        }

        if (!ProcPidStat.TryParse(buffer[..read.Value], out ProcPidStat stat, out string? malformed))
        {
            return ReadResult.Malformed(malformed);
        }

        ticks = stat.StartTicks;
        return ReadResult.Success(0);
    }

    /// <summary>Whether a process has certainly ended. If that cannot be read, it has not.</summary>
    public static bool HasEnded(FileTree proc, ProcessIdentity identity) =>
        !ReadStart(proc, identity.Pid, out long? ticks).Failed && ticks != identity.StartTime;
}
