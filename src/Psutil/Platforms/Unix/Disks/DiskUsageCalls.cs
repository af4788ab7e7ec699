namespace Psutil.Platforms.Unix;

/// <summary>The space of file systems by <c>statvfs</c>, which may never return: asked under a deadline.</summary>
/// <param name="call">The call for a path: its errno and, if that is 0, the space.</param>
internal sealed class DiskUsageCalls(Func<string, DiskUsageCalls.Answer> call)
{
    // Errno's numbers on every Unix.
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;

    // Of dead mounts, as many as are waited for at once: there can be hundreds.
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
    /// <param name="free">Those not in use.</param>
    /// <param name="available">Those that an unprivileged user may take.</param>
    /// <param name="files">All inodes; 0 where there is no such limit.</param>
    /// <param name="freeFiles">Those not in use.</param>
    internal static DiskUsage ToUsage(ulong unit, ulong blocks, ulong free, ulong available, ulong files, ulong freeFiles) =>
        new()
        {
            Total = ToBytes(blocks, unit),
            Used = ToBytes(blocks > free ? blocks - free : 0, unit),
            Free = ToBytes(WithoutNegative(available, free), unit),
            TotalInodes = files == 0 ? null : ToInt64(files),
            FreeInodes = files == 0 ? null : ToInt64(freeFiles),
        };

    // A BSD system counts below zero once root has begun on the reserve, and NFS passes that on as a huge number.
    private static ulong WithoutNegative(ulong available, ulong free) => (long)available < 0 && available > free ? 0 : available;

    // Some network and FUSE file systems say 'no limit' by counts beyond what 64 bits of bytes can hold.
    private static long ToBytes(ulong blocks, ulong unit) => Math.BigMul(blocks, unit, out ulong low) == 0 ? ToInt64(low) : long.MaxValue;

    private static long ToInt64(ulong value) => (long)Math.Min(value, long.MaxValue);

    /// <summary>What a call gave.</summary>
    internal readonly record struct Answer(int Error, DiskUsage Usage);
}
