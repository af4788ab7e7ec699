using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Psutil;

/// <summary>Runs calls that may never return, such as those on a dead network mount, and waits for them with a timeout.</summary>
/// <remarks>
/// A call that is stuck in the kernel cannot be cancelled, so it keeps its thread until the kernel returns. These are separate threads, so
/// that the thread pool does not starve. While a call is stuck, a caller with the same key waits for that call instead of a new one, so
/// that a dead mount costs one thread. Such a caller waits only until the call is as old as the caller's timeout, so that several calls
/// that began together take the time of one. If all threads are stuck, further calls fail at once. A thread that is not stuck waits for the
/// next call for a while, because handing over a call is much cheaper than starting a thread.
/// </remarks>
/// <param name="call">The call that may never return. If it throws, because memory is short, whoever waits for it gets the exception: an
/// exception that leaves a thread would end the process.</param>
/// <param name="threadName">The name of the threads, for debuggers.</param>
/// <param name="idleTime">How long a thread waits for its next call before it ends.</param>
/// <param name="mostThreads">The maximum number of threads; further calls wait until one is free.</param>
/// <param name="stackSize">The stack of each thread, in bytes. A call of ours needs little, and many can be stuck.</param>
internal sealed class DeadlineCalls<TKey, TResult>(
    Func<TKey, TResult> call,
    string threadName,
    TimeSpan idleTime,
    int mostThreads = 64,
    int stackSize = 256 * 1024
)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Pending> _pending = [];
    private readonly List<Worker> _idle = [];
    private readonly LinkedList<Pending> _queue = [];
    private int _threads;
    private int _stuck;

    /// <summary>The number of calls that have not returned yet.</summary>
    public int PendingCount
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>Whether the call for a key has begun, or waits for a thread, and has not returned yet.</summary>
    public bool IsPending(TKey key)
    {
        lock (_lock)
        {
            return _pending.ContainsKey(key);
        }
    }

    /// <summary>Gets the result of the call for a key; false if the call did not return in time.</summary>
    /// <param name="key">The argument of the call. Two calls with equal keys never run at the same time.</param>
    /// <param name="timeout">How long to wait; zero starts the call without waiting for it.</param>
    /// <param name="result">The result.</param>
    public bool TryCall(TKey key, TimeSpan timeout, [MaybeNullWhen(false)] out TResult result) =>
        TryWait(Start(key, mayQueue: true), timeout, out result);

    /// <summary>The same, but only if a thread is free for the call or it runs already; null, at once, if not.</summary>
    public bool? TryCallAtOnce(TKey key, TimeSpan timeout, out TResult? result)
    {
        result = default;
        return Start(key, mayQueue: false) is { } pending ? TryWait(pending, timeout, out result) : null;
    }

    private bool TryWait(Pending? pending, TimeSpan timeout, [MaybeNullWhen(false)] out TResult result)
    {
        if (pending?.Done.Wait(LeftOf(timeout, pending)) == true)
        {
            result = pending.Take();
            return true;
        }

        if (pending is not null)
        {
            GiveUp(pending, hasWaited: timeout != TimeSpan.Zero);
        }

        result = default;
        return false;
    }

    /// <summary>
    /// Gets the result of the call for a key, however long it takes, until the caller gives it up; false if it did, or if all threads are
    /// stuck. The time in which the call waits for a thread does not count.
    /// </summary>
    /// <param name="key">The argument of the call.</param>
    /// <param name="interval">How often the caller is asked.</param>
    /// <param name="isOver">Whether the caller gives up the call, which has begun.</param>
    /// <param name="result">The result.</param>
    public bool TryCall(TKey key, TimeSpan interval, Func<TKey, bool> isOver, [MaybeNullWhen(false)] out TResult result)
    {
        result = default;
        Pending? pending = Start(key, mayQueue: true);
        if (pending is null)
        {
            return false;
        }

        while (!pending.Done.Wait(interval))
        {
            if (HasBegun(pending, out bool canBegin))
            {
                if (isOver(key))
                {
                    GiveUp(pending, hasWaited: true);
                    return false;
                }
            }
            else if (!canBegin)
            {
                return false;
            }
        }

        result = pending.Take();
        return true;
    }

    private static TimeSpan LeftOf(TimeSpan timeout, Pending pending)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return timeout;
        }

        TimeSpan left = timeout - Stopwatch.GetElapsedTime(pending.Begun);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>The call for a key, started if it is not running yet; null if no thread will be free for it.</summary>
    /// <param name="key">The argument of the call.</param>
    /// <param name="mayQueue">Whether the call may wait for a thread; if not, null if none is free.</param>
    private Pending? Start(TKey key, bool mayQueue)
    {
        lock (_lock)
        {
            if (_pending.TryGetValue(key, out Pending? pending))
            {
                pending.Waiters++;
                return pending;
            }

            pending = new Pending(key);
            if (_idle.Count > 0)
            {
                Worker worker = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
                worker.Next = pending;
                worker.Wake.Release();
            }
            else if (!TryAddThread(pending))
            {
                if (!mayQueue || _stuck == _threads)
                {
                    return null;
                }

                pending.Place = _queue.AddLast(pending);
            }

            _pending.Add(key, pending);
            return pending;
        }
    }

    private bool TryAddThread(Pending first)
    {
        if (_threads >= mostThreads)
        {
            return false;
        }

        Worker worker = new() { Next = first };
        try
        {
            new Thread(Run, stackSize) { IsBackground = true, Name = threadName }.UnsafeStart(worker);
        }
        catch (OutOfMemoryException)
        {
            // No more threads can be started: the existing ones run the calls.
            return false;
        }

        _threads++;
        worker.Wake.Release();
        return true;
    }

    /// <summary>Whether a thread runs the call. If none does and none will, the call is removed.</summary>
    private bool HasBegun(Pending pending, out bool canBegin)
    {
        lock (_lock)
        {
            canBegin = pending.Place is null || _stuck < _threads;
            if (!canBegin)
            {
                Withdraw(pending);
            }

            return canBegin && pending.Place is null;
        }
    }

    // No thread has started it yet, and perhaps none ever will.
    private void Withdraw(Pending pending)
    {
        _queue.Remove(pending.Place!);
        _pending.Remove(pending.Key);
        pending.Place = null;
    }

    private void GiveUp(Pending pending, bool hasWaited)
    {
        lock (_lock)
        {
            pending.Waiters--;
            if (pending.Place is not null)
            {
                if (pending.Waiters == 0)
                {
                    Withdraw(pending);
                }
            }
            else if (hasWaited && !pending.IsStuck && !pending.Done.IsSet)
            {
                pending.IsStuck = true;
                _stuck++;
            }
        }
    }

    private void Run(object? state)
    {
        Worker worker = (Worker)state!;
        while (TryTake(worker) is { } pending)
        {
            Make(pending);
            lock (_lock)
            {
                pending.Done.Set();
                _pending.Remove(pending.Key);
                if (pending.IsStuck)
                {
                    _stuck--;
                }

                if (_queue.First is { } next)
                {
                    _queue.RemoveFirst();
                    next.Value.Place = null;
                    next.Value.Begun = Stopwatch.GetTimestamp();
                    worker.Next = next.Value;
                    worker.Wake.Release();
                }
                else
                {
                    _idle.Add(worker);
                }
            }
        }
    }

    private void Make(Pending pending)
    {
#pragma warning disable CA1031 // Here nobody could catch it.
        try
        {
            pending.Result = call(pending.Key);
        }
        catch (Exception exception)
        {
            pending.Failure = ExceptionDispatchInfo.Capture(exception);
        }
#pragma warning restore CA1031
    }

    private Pending? TryTake(Worker worker)
    {
        bool woken = worker.Wake.Wait(idleTime);
        lock (_lock)
        {
            // A call can arrive between the end of the wait and the lock.
            if (!woken && !worker.Wake.Wait(0, CancellationToken.None))
            {
                _idle.Remove(worker);
                _threads--;
                return null;
            }

            return worker.Next;
        }
    }

    private sealed class Pending(TKey key)
    {
        public TKey Key { get; } = key;

        public long Begun { get; set; } = Stopwatch.GetTimestamp();

        /// <summary>The place in the queue; null once a thread runs the call.</summary>
        public LinkedListNode<Pending>? Place { get; set; }

        /// <summary>The number of callers that wait for it, including the first.</summary>
        public int Waiters { get; set; } = 1;

        /// <summary>Whether a caller's timeout has expired.</summary>
        public bool IsStuck { get; set; }

        public ManualResetEventSlim Done { get; } = new();

        public TResult? Result { get; set; }

        /// <summary>What the call threw; null if it returned.</summary>
        public ExceptionDispatchInfo? Failure { get; set; }

        /// <summary>The result of a call that is done; throws what it threw.</summary>
        public TResult Take()
        {
            Failure?.Throw();
            return Result!;
        }
    }

    private sealed class Worker
    {
        public SemaphoreSlim Wake { get; } = new(0);

        public Pending? Next { get; set; }
    }
}
