using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The space of file systems, asked under a deadline.</summary>
internal sealed class LinuxDiskUsage(LinuxRoots roots)
{
    // One for all machines: a mount that is dead is dead for all of them.
    private static readonly DeadlineCalls<string, Answer> Calls = new(Ask, "Psutil disk usage", idleTime: TimeSpan.FromSeconds(5));

    public DiskUsage Read(string path, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Contains('\0'))
        {
            throw new ArgumentException("A path holds no NUL.", nameof(path));
        }

        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout));
        }

        string full = roots.IsLocalRoot ? path : Path.Join(roots.RootPath, path);
        if (!Calls.TryCall(full, ToWait(timeout), out Answer answer))
        {
            throw new TimeoutException(
                string.Create(CultureInfo.InvariantCulture, $"the file system at {OSText.Escape(full)} did not answer statvfs within {timeout.TotalSeconds:0.###} s"));
        }

        if (answer.Error != 0)
        {
            throw ToException(full, answer.Error);
        }

        return DiskUsageOf(answer.Statistics);
    }

    internal static DiskUsage DiskUsageOf(in FileSystemStatistics statistics)
    {
        ulong unit = statistics.FragmentSize;
        return new DiskUsage(
            Total: ToBytes(statistics.Blocks, unit),
            Used: ToBytes(statistics.Blocks > statistics.FreeBlocks ? statistics.Blocks - statistics.FreeBlocks : 0, unit),
            Free: ToBytes(Available(statistics), unit),
            TotalInodes: statistics.Files == 0 ? null : ToInt64(statistics.Files),
            FreeInodes: statistics.Files == 0 ? null : ToInt64(statistics.FreeFiles));
    }

    // A BSD server counts below zero once root has begun on the reserve, and NFS passes that on as a huge number.
    private static ulong Available(in FileSystemStatistics statistics) =>
        (long)statistics.AvailableBlocks < 0 && statistics.AvailableBlocks > statistics.FreeBlocks ? 0 : statistics.AvailableBlocks;

    // Some network and FUSE file systems say 'no limit' by counts beyond what 64 bits of bytes can hold.
    private static long ToBytes(ulong blocks, ulong unit) => Math.BigMul(blocks, unit, out ulong low) == 0 ? ToInt64(low) : long.MaxValue;

    private static long ToInt64(ulong value) => (long)Math.Min(value, long.MaxValue);

    // The framework waits whole milliseconds, and at most this many.
    private static TimeSpan ToWait(TimeSpan timeout) => TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(timeout.TotalMilliseconds), int.MaxValue));

    private static Answer Ask(string path)
    {
        int error = -Libc.GetFileSystemStatistics([.. OSText.GetBytes(path), 0], out FileSystemStatistics statistics);
        return new Answer(error, statistics);
    }

    private static PsutilException ToException(string path, int errno)
    {
        SystemCallError error = new($"statvfs({path})", errno, Errno.Describe(errno));
        return errno is Errno.EACCES or Errno.EPERM ? new AccessDeniedException(error) : new SystemCallException(error);
    }

    private readonly record struct Answer(int Error, FileSystemStatistics Statistics);
}
