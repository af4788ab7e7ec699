using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Psutil;

/// <summary>
/// Runs calls that the operating system may never return from, such as asking a dead network mount, and gives up waiting for them in time.
/// </summary>
/// <remarks>
/// A call that is stuck in the kernel cannot be taken back, so it keeps its thread until the kernel lets it go. These are threads of our
/// own: the thread pool's would starve. As long as a call is stuck, whoever asks the same again waits for that call, so that one dead mount
/// costs one thread however often it is asked, and no longer than until the call is as old as he is patient, so that several that were
/// begun together cost the time of one. Once all threads are stuck, whatever else is asked is given up at once. Threads that are not stuck
/// wait for the next call for a while: handing a call over is far cheaper than a thread's start.
/// </remarks>
/// <param name="call">What may never return. It must not throw.</param>
/// <param name="threadName">What debuggers call its threads.</param>
/// <param name="idleTime">How long a thread waits for its next call before it ends.</param>
/// <param name="mostThreads">How many threads there are at most; further calls wait until one is free.</param>
internal sealed class DeadlineCalls<TKey, TResult>(Func<TKey, TResult> call, string threadName, TimeSpan idleTime, int mostThreads = 64)
    where TKey : notnull
{
    // A call uses hardly any stack, and there may be many stuck ones.
    private const int StackSize = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Pending> _pending = [];
    private readonly List<Worker> _idle = [];
    private readonly LinkedList<Pending> _queue = [];
    private int _threads;
    private int _stuck;

    /// <summary>How many calls have not returned yet.</summary>
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

    /// <summary>The result of the call for a key, or false if it did not come in time.</summary>
    /// <param name="key">What to call it with; two calls with equal keys are never under way at once.</param>
    /// <param name="timeout">How long to wait; zero starts the call without waiting for it.</param>
    /// <param name="result">The result.</param>
    public bool TryCall(TKey key, TimeSpan timeout, [MaybeNullWhen(false)] out TResult result)
    {
        Pending? pending = Start(key);
        if (pending?.Done.Wait(LeftOf(timeout, pending)) == true)
        {
            result = pending.Result!;
            return true;
        }

        if (pending is not null)
        {
            GiveUp(pending, hasWaited: timeout != TimeSpan.Zero);
        }

        result = default;
        return false;
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

    /// <summary>The call for a key, begun now if it is not under way; null if no thread will be free for it.</summary>
    private Pending? Start(TKey key)
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
                if (_stuck == _threads)
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
            new Thread(Run, StackSize) { IsBackground = true, Name = threadName }.UnsafeStart(worker);
        }
        catch (OutOfMemoryException)
        {
            // The system gives no more threads: those there are have to do.
            return false;
        }

        _threads++;
        worker.Wake.Release();
        return true;
    }

    private void GiveUp(Pending pending, bool hasWaited)
    {
        lock (_lock)
        {
            pending.Waiters--;
            if (pending.Place is { } place)
            {
                if (pending.Waiters > 0)
                {
                    return;
                }

                // Nobody began it yet, and perhaps nobody ever can.
                _queue.Remove(place);
                _pending.Remove(pending.Key);
                pending.Place = null;
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
            pending.Result = call(pending.Key);
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

    private Pending? TryTake(Worker worker)
    {
        bool woken = worker.Wake.Wait(idleTime);
        lock (_lock)
        {
            // A call can still have come between the end of the wait and the lock.
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

        /// <summary>Where it waits for a thread; null once it has one.</summary>
        public LinkedListNode<Pending>? Place { get; set; }

        /// <summary>How many wait for it; one asked.</summary>
        public int Waiters { get; set; } = 1;

        /// <summary>Whether somebody has waited for it in vain.</summary>
        public bool IsStuck { get; set; }

        public ManualResetEventSlim Done { get; } = new();

        public TResult? Result { get; set; }
    }

    private sealed class Worker
    {
        public SemaphoreSlim Wake { get; } = new(0);

        public Pending? Next { get; set; }
    }
}
