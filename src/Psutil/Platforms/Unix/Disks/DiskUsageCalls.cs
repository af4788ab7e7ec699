namespace Psutil.Platforms.Unix;

/// <summary>Reads the space of file systems by <c>statvfs</c> with a deadline, because the call may never return.</summary>
/// <remarks>
/// A mount that did not answer is remembered by its identity. No path on it is asked again before the pending call returns. Local file
/// systems have separate threads, so that dead mounts do not delay them. The list of mounts that this needs is read only while calls are
/// pending.
/// </remarks>
/// <param name="call">The call for a path: its errno and, if that is 0, the space.</param>
internal sealed class DiskUsageCalls(Func<string, DiskUsageCalls.Answer> call)
{
    // These errno values are the same on every Unix.
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;

    // The limit of concurrent calls for mounts that do not answer: there can be hundreds. Together at most eight threads are ever stuck.
    private const int MostThreads = 6;
    private const int MostLocalThreads = 2;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);

    private readonly DeadlineCalls<Question, Answer> _calls = new(
        question => call(question.Path),
        "Psutil disk usage",
        IdleTime,
        MostThreads
    );

    private readonly DeadlineCalls<Question, Answer> _localCalls = new(
        question => call(question.Path),
        "Psutil local disk usage",
        IdleTime,
        MostLocalThreads
    );

    // The mounts that did not answer in time, by their IDs, and the question that each has not answered yet.
    private readonly Dictionary<long, Question> _dead = [];

    /// <summary>Gets the space.</summary>
    /// <param name="path">The path as the call takes it.</param>
    /// <param name="timeout">How long to wait; null for no limit.</param>
    /// <param name="describeError">The text for an errno.</param>
    /// <param name="findMount">Finds the mount that the path is on; null if the system does not say.</param>
    /// <exception cref="PsutilException">There was no answer in time, or an error.</exception>
    public DiskUsage Read(string path, TimeSpan? timeout, Func<int, string> describeError, Func<MountOfPath?>? findMount = null)
    {
        if (path.Contains('\0'))
        {
            throw new ArgumentException("A path cannot contain a NUL character.", nameof(path));
        }

        if (!TryCall(path, new TimeLimit(timeout), findMount, out Answer answer))
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

    private static TimeSpan LeftOf(in TimeLimit limit) => TimeSpan.FromMilliseconds(limit.MillisecondsLeft);

    private bool TryCall(string path, in TimeLimit limit, Func<MountOfPath?>? findMount, out Answer answer)
    {
        Question question = new(path, 0);
        if (!IsAnyDead() && _calls.TryCallAtOnce(question, LeftOf(limit), out answer) is { } isAnswered)
        {
            return isAnswered || NoteDead(question, limit, findMount?.Invoke());
        }

        MountOfPath? mount = findMount?.Invoke();
        question = new Question(path, mount?.Id ?? 0);
        if (mount is { IsLocal: true })
        {
            return _localCalls.TryCall(question, LeftOf(limit), out answer);
        }

        if (mount is { } known && FindPending(known.Id) is { } pending)
        {
            if (!_calls.TryCall(pending, LeftOf(limit), out answer))
            {
                return false;
            }

            if (pending.Path == path)
            {
                return true;
            }
        }

        return _calls.TryCall(question, LeftOf(limit), out answer) || NoteDead(question, limit, mount);
    }

    /// <summary>Remembers a mount that did not answer. Returns false, as the call itself.</summary>
    private bool NoteDead(Question question, in TimeLimit limit, MountOfPath? mount)
    {
        if (limit.Total != TimeSpan.Zero && mount is { IsLocal: false } dead)
        {
            lock (_dead)
            {
                // A question that found no thread was never asked: its mount may be well.
                if (_calls.IsPending(question))
                {
                    _dead.TryAdd(dead.Id, question);
                }
            }
        }

        return false;
    }

    private bool IsAnyDead()
    {
        lock (_dead)
        {
            foreach ((long mount, Question question) in _dead)
            {
                if (!_calls.IsPending(question))
                {
                    _dead.Remove(mount);
                }
            }

            return _dead.Count > 0;
        }
    }

    private Question? FindPending(long mount)
    {
        lock (_dead)
        {
            return _dead.TryGetValue(mount, out Question question) ? question : null;
        }
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

    /// <summary>The mount that a path is on.</summary>
    /// <param name="Id">What identifies it while it is mounted, never 0.</param>
    /// <param name="IsLocal">Whether the kernel answers by itself, for it and for what it is mounted on.</param>
    internal readonly record struct MountOfPath(long Id, bool IsLocal);

    /// <summary>A path, and the mount that it was on; 0 if that did not matter. A new mount on the same path is a new question.</summary>
    private readonly record struct Question(string Path, long Mount);
}
