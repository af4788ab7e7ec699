namespace Psutil;

/// <summary>
/// Remembers how processes ended. A process that was sent a signal or was waited for, and every child, is followed: its exit code is read
/// when it ends, although its parent may have collected it long before somebody asks. Everything is bounded; the oldest is forgotten first.
/// </summary>
/// <param name="mostFollowed">How many processes are followed at the same time: each can cost a descriptor. Children do not count.</param>
internal sealed class RememberedExits(int mostFollowed)
{
    private const int MostCodes = 4096;

    // A process that is gone was seen to end: only the thread that reads its exit code has to run.
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(10);

    // The exit code of a zombie may stay unknown.
    private static readonly TimeSpan LongestCollection = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<ProcessIdentity, Followed> _followed = [];

    // Those of the followed that are no children, the oldest first.
    private readonly LinkedList<ProcessIdentity> _others = new();
    private readonly Dictionary<ProcessIdentity, int> _codes = [];
    private readonly Queue<ProcessIdentity> _remembered = new();

    /// <summary>Follows a process, unless it is followed already, has ended, or its end could only be found by polling.</summary>
    public void Follow(OSProcess process)
    {
        if (process.Identity.StartTime is null || process.Pid <= 0)
        {
            return;
        }

        lock (_lock)
        {
            if (_followed.ContainsKey(process.Identity))
            {
                return;
            }
        }

        CancellationTokenSource cancellation = new();
        if (Begin(process, cancellation.Token) is not { } exit)
        {
            return;
        }

        if (exit.IsCompleted)
        {
            if (exit.Result is { } code)
            {
                Remember(process.Identity, code);
            }

            return;
        }

        CancellationTokenSource? forgotten;
        lock (_lock)
        {
            if (mostFollowed == 0 || _followed.ContainsKey(process.Identity))
            {
                forgotten = cancellation;
            }
            else
            {
                forgotten = _others.Count < mostFollowed ? null : Forget(_others.First!.Value);
                Add(process.Identity, new Followed(exit, cancellation, _others.AddLast(process.Identity)));
            }
        }

        forgotten?.Cancel();
    }

    /// <summary>Follows a child of ours by the wait of whoever started it.</summary>
    public void Follow(ProcessIdentity child, Task<int?> exit)
    {
        CancellationTokenSource? forgotten;
        lock (_lock)
        {
            forgotten = Forget(child);
            Add(child, new Followed(exit, null, null));
        }

        forgotten?.Cancel();
    }

    /// <summary>Follows a child whose own wait ends before it does.</summary>
    public void FollowAsAnyOther(OSProcess child)
    {
        lock (_lock)
        {
            _ = Forget(child.Identity);
        }

        Follow(child);
    }

    /// <summary>The exit code of a process that has ended: waits until it has been read, if that is about to happen.</summary>
    /// <param name="process">The process.</param>
    /// <param name="left">How long its caller would wait; null for no limit.</param>
    public int? Await(OSProcess process, TimeSpan? left)
    {
        if (Find(process.Identity, out int? code) is not { } exit)
        {
            return code;
        }

        TimeSpan longest = LongestWait(process);
        _ = ((IAsyncResult)exit).AsyncWaitHandle.WaitOne(
            longest == LongestReading || left is null || left > longest ? longest : left.Value
        );
        return exit.IsCompletedSuccessfully ? exit.Result : null;
    }

    /// <inheritdoc cref="Await"/>
    public async Task<int?> AwaitAsync(OSProcess process, CancellationToken cancellationToken)
    {
        if (Find(process.Identity, out int? code) is not { } exit)
        {
            return code;
        }

        // The process has ended: a cancelled wait for its exit code is no cancelled wait for its end.
        await ((Task)exit).WaitAsync(LongestWait(process), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return exit.IsCompletedSuccessfully ? await exit.ConfigureAwait(false) : null;
    }

    private static TimeSpan LongestWait(OSProcess process)
    {
        try
        {
            return process.IsRunning() ? LongestCollection : LongestReading;
        }
        catch (PsutilException)
        {
            return LongestCollection;
        }
    }

    /// <summary>The wait that follows the process; null, with the code if that is remembered, if it is not followed.</summary>
    private Task<int?>? Find(ProcessIdentity process, out int? code)
    {
        lock (_lock)
        {
            code = _codes.TryGetValue(process, out int known) ? known : null;
            return _followed.TryGetValue(process, out Followed followed) ? followed.Exit : null;
        }
    }

    private static Task<int?>? Begin(OSProcess process, CancellationToken cancellationToken)
    {
        try
        {
            Task<int?>? exit = process.FollowAsync(cancellationToken);
            return exit?.Exception is null ? exit : null;
        }
        catch (Exception exception) when (exception is PsutilException or OutOfMemoryException)
        {
            // No descriptor or no thread is left. What the caller does to the process is more important than its exit code.
            return null;
        }
    }

    private void Add(ProcessIdentity process, Followed followed)
    {
        // Of one with the same PID that ended within the clock tick in which this one started.
        _codes.Remove(process);
        _followed[process] = followed;
        _ = followed.Exit.ContinueWith(
            exit => Remember(process, exit),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    /// <summary>Follows a process no longer. The caller cancels the wait, outside the lock.</summary>
    private CancellationTokenSource? Forget(ProcessIdentity process)
    {
        if (!_followed.Remove(process, out Followed followed))
        {
            return null;
        }

        if (followed.Place is { } place)
        {
            _others.Remove(place);
        }

        return followed.Cancellation;
    }

    /// <summary>Remembers how a process ended that is followed no longer.</summary>
    public void Remember(ProcessIdentity process, int code)
    {
        lock (_lock)
        {
            _ = Forget(process);
            Store(process, code);
        }
    }

    private void Remember(ProcessIdentity process, Task<int?> exit)
    {
        // A wait that failed has nobody else to look at its exception.
        _ = exit.Exception;
        lock (_lock)
        {
            if (!_followed.TryGetValue(process, out Followed followed) || followed.Exit != exit)
            {
                return;
            }

            Forget(process);
            if (exit is { IsCompletedSuccessfully: true, Result: { } code })
            {
                Store(process, code);
            }
        }
    }

    private void Store(ProcessIdentity process, int code)
    {
        _codes[process] = code;
        _remembered.Enqueue(process);
        if (_remembered.Count > MostCodes)
        {
            _codes.Remove(_remembered.Dequeue());
        }
    }

    /// <param name="Exit">The wait.</param>
    /// <param name="Cancellation">Ends it; null for a child, which is followed until it ends.</param>
    /// <param name="Place">The place among those that are no children.</param>
    private readonly record struct Followed(Task<int?> Exit, CancellationTokenSource? Cancellation, LinkedListNode<ProcessIdentity>? Place);
}
