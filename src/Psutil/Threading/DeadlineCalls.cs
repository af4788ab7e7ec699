using System.Diagnostics.CodeAnalysis;

namespace Psutil;

/// <summary>
/// Runs calls that the operating system may never return from, such as asking a dead network mount, and gives up waiting for them in time.
/// </summary>
/// <remarks>
/// A call that is stuck in the kernel cannot be taken back, so it keeps its thread until the kernel lets it go. These are threads of our
/// own: the thread pool's would starve. As long as a call is stuck, whoever asks the same again waits for that call, so that one dead mount
/// costs one thread however often it is asked. Threads that are not stuck wait for the next call for a while: handing a call over is far
/// cheaper than a thread's start.
/// </remarks>
/// <param name="call">What may never return. It must not throw.</param>
/// <param name="threadName">What debuggers call its threads.</param>
/// <param name="idleTime">How long a thread waits for its next call before it ends.</param>
internal sealed class DeadlineCalls<TKey, TResult>(Func<TKey, TResult> call, string threadName, TimeSpan idleTime)
    where TKey : notnull
{
    // A call uses hardly any stack, and there may be many stuck ones.
    private const int StackSize = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Pending> _pending = [];
    private readonly List<Worker> _idle = [];

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
        Pending pending = Start(key);
        if (!pending.Done.Wait(timeout))
        {
            result = default;
            return false;
        }

        result = pending.Result!;
        return true;
    }

    private Pending Start(TKey key)
    {
        Worker worker;
        lock (_lock)
        {
            if (_pending.TryGetValue(key, out Pending? pending))
            {
                return pending;
            }

            pending = new Pending(key);
            if (_idle.Count > 0)
            {
                worker = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
                worker.Next = pending;
            }
            else
            {
                worker = new Worker { Next = pending };
                new Thread(Run, StackSize) { IsBackground = true, Name = threadName }.UnsafeStart(worker);
            }

            _pending.Add(key, pending);
            worker.Wake.Release();
            return pending;
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
                _pending.Remove(pending.Key);
                _idle.Add(worker);
            }

            pending.Done.Set();
        }
    }

    /// <summary>Waits for the next call; null if none came for long enough.</summary>
    private Pending? TryTake(Worker worker)
    {
        bool woken = worker.Wake.Wait(idleTime);
        lock (_lock)
        {
            // A call can still have come between the end of the wait and the lock.
            if (!woken && !worker.Wake.Wait(0, CancellationToken.None))
            {
                _idle.Remove(worker);
                return null;
            }

            return worker.Next;
        }
    }

    private sealed class Pending(TKey key)
    {
        public TKey Key { get; } = key;

        public ManualResetEventSlim Done { get; } = new();

        public TResult? Result { get; set; }
    }

    private sealed class Worker
    {
        public SemaphoreSlim Wake { get; } = new(0);

        public Pending? Next { get; set; }
    }
}
