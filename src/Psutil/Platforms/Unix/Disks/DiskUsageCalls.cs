namespace Psutil.Platforms.Unix;

/// <summary>Reads the space of file systems by <c>statvfs</c> with a deadline, because the call may never return.</summary>
/// <param name="call">The call for a path: its errno and, if that is 0, the space.</param>
internal sealed class DiskUsageCalls(Func<string, DiskUsageCalls.Answer> call)
{
    // These errno values are the same on every Unix.
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;

    // The limit of concurrent calls for mounts that do not answer: there can be hundreds.
    private const int MostThreads = 8;

    private readonly DeadlineCalls<string, Answer> _calls = new(call, "Psutil disk usage", idleTime: TimeSpan.FromSeconds(5), MostThreads);

    public DiskUsage Read(string path, TimeSpan? timeout, Func<int, string> describeError)
    {
        if (path.Contains('\0'))
        {
            throw new ArgumentException("A path cannot contain a NUL character.", nameof(path));
        }

        if (!_calls.TryCall(path, TimeSpan.FromMilliseconds(new TimeLimit(timeout).MillisecondsLeft), out Answer answer))
        {
            throw PsutilTimeoutException.OfFileSystem(path, "statvfs", timeout.GetValueOrDefault());
        }

        if (answer.Error == 0)
        {
            return answer.Usage;
        }

        SystemCallError error = new()
        {
            SystemCall = $"statvfs({path})",
            ErrorCode = answer.Error,
            Description = describeError(answer.Error),
        };
        throw answer.Error is AccessDenied or NotPermitted ? new AccessDeniedException(error) : new SystemCallException(error);
    }

    /// <summary>The space in bytes, from counts of blocks.</summary>
    /// <param name="unit">The bytes of a block.</param>
    /// <param name="blocks">All blocks.</param>
    /// <param name="free">The unused blocks.</param>
    /// <param name="available">The blocks that an unprivileged user can use.</param>
    /// <param name="files">All inodes; 0 if there is no limit.</param>
    /// <param name="freeFiles">The unused inodes.</param>
    internal static DiskUsage ToUsage(ulong unit, ulong blocks, ulong free, ulong available, ulong files, ulong freeFiles) =>
        new()
        {
            Total = ToBytes(blocks, unit),
            Used = ToBytes(blocks > free ? blocks - free : 0, unit),
            Free = ToBytes(WithoutNegative(available, free), unit),
            TotalInodes = files == 0 ? null : ToInt64(files),
            FreeInodes = files == 0 ? null : ToInt64(freeFiles),
        };

    // A BSD system reports a negative number if root has used part of the reserve, and NFS passes that on as a huge number.
    private static ulong WithoutNegative(ulong available, ulong free) => (long)available < 0 && available > free ? 0 : available;

    // Some network and FUSE file systems report 'no limit' as a number of blocks whose bytes exceed 64 bits.
    private static long ToBytes(ulong blocks, ulong unit) => Math.BigMul(blocks, unit, out ulong low) == 0 ? ToInt64(low) : long.MaxValue;

    private static long ToInt64(ulong value) => (long)Math.Min(value, long.MaxValue);

    /// <summary>The result of a call.</summary>
    internal readonly record struct Answer(int Error, DiskUsage Usage);
}
