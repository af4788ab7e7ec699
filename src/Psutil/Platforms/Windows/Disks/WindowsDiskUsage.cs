using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The space of volumes, read with a timeout.</summary>
internal static class WindowsDiskUsage
{
    // Shared by all machines, because a share that does not answer concerns all of them.
    private static readonly DeadlineCalls<string, Answer> Calls = new(Ask, "Psutil disk usage", idleTime: TimeSpan.FromSeconds(5));

    public static DiskUsage Read(string path, TimeSpan? timeout)
    {
        if (path.Contains('\0'))
        {
            throw new ArgumentException("A path cannot contain a NUL character.", nameof(path));
        }

        if (!Calls.TryCall(path, TimeSpan.FromMilliseconds(new TimeLimit(timeout).MillisecondsLeft), out Answer answer))
        {
            throw PsutilTimeoutException.OfFileSystem(path, "GetDiskFreeSpaceExW", timeout.GetValueOrDefault());
        }

        return answer.Error == Win32Error.Success
            ? answer.Usage
            : throw Win32Error.ToException($"GetDiskFreeSpaceExW({path})", answer.Error);
    }

    private static Answer Ask(string path)
    {
        int error = Kernel32.GetFreeSpace(path, out ulong available, out ulong total);
        if (error == Win32Error.Directory && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            // The call requires a folder; a file's folder is on the same volume.
            error = Kernel32.GetFreeSpace(folder, out available, out total);
        }

        return new Answer(error, ToUsage(available, total));
    }

    /// <summary>
    /// The space that the caller has: with a quota, both numbers are those of the quota, but not the third that the call gives, which is
    /// the free space of the whole volume.
    /// </summary>
    public static DiskUsage ToUsage(ulong available, ulong total) =>
        new()
        {
            Total = ToInt64(total),
            Used = ToInt64(total > available ? total - available : 0),
            Free = ToInt64(available),
        };

    private static long ToInt64(ulong value) => (long)Math.Min(value, long.MaxValue);

    private readonly record struct Answer(int Error, DiskUsage Usage);
}
