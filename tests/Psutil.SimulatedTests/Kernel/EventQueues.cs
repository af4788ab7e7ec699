using System.Diagnostics.CodeAnalysis;

namespace Psutil.SimulatedTests.Kernel;

/// <summary>The event queues of a simulated kernel: who is watched by which, and what each has to tell.</summary>
internal sealed class EventQueues
{
    private readonly Dictionary<int, Queue> _queues = [];
    private bool _isClosed;

    /// <summary>A queue by its descriptor. One of the same number was closed.</summary>
    public void Open(int descriptor)
    {
        lock (_queues)
        {
            _queues[descriptor] = new Queue();
        }
    }

    public bool Contains(int descriptor)
    {
        lock (_queues)
        {
            return TryFind(descriptor, out _);
        }
    }

    /// <summary>Has a queue tell the end of a process; false if there is no such queue.</summary>
    public bool TryWatch(int descriptor, int pid)
    {
        lock (_queues)
        {
            bool isThere = TryFind(descriptor, out Queue? queue);
            queue?.Watched.Add(pid);
            return isThere;
        }
    }

    /// <summary>The end of a process: every queue that watches it has it to tell.</summary>
    public void End(int pid, int status)
    {
        lock (_queues)
        {
            // Behaviours.md: watch-once
            foreach (Queue queue in _queues.Values.Where(queue => queue.Watched.Remove(pid)))
            {
                queue.Pending.Enqueue((pid, status));
            }

            Monitor.PulseAll(_queues);
        }
    }

    /// <summary>Whether somebody sleeps until a process ends.</summary>
    public bool IsSleptFor(int pid)
    {
        lock (_queues)
        {
            return _queues.Values.Any(queue => queue.Sleepers > 0 && queue.Watched.Contains(pid));
        }
    }

    /// <summary>Waits for events: none if the time was up, null if there is no such queue (any more).</summary>
    public IReadOnlyList<(int Pid, int Status)>? Wait(int descriptor, int most, TimeSpan? timeout)
    {
        long start = TimeProvider.System.GetTimestamp();
        lock (_queues)
        {
            while (TryFind(descriptor, out Queue? queue))
            {
                List<(int, int)> events = [];
                while (events.Count < most && queue.Pending.TryDequeue(out (int, int) next))
                {
                    events.Add(next);
                }

                TimeSpan left = timeout - TimeProvider.System.GetElapsedTime(start) ?? Timeout.InfiniteTimeSpan;
                if (events.Count > 0 || (timeout is not null && left <= TimeSpan.Zero))
                {
                    return events;
                }

                queue.Sleepers++;

                // Rounded up: a sleep of less than a millisecond would be none.
                Monitor.Wait(_queues, timeout is null ? left : left + TimeSpan.FromMilliseconds(1));
                queue.Sleepers--;
            }

            return null;
        }
    }

    /// <summary>The kernel goes, and all queues with it.</summary>
    public void Close()
    {
        lock (_queues)
        {
            _isClosed = true;
            Monitor.PulseAll(_queues);
        }
    }

    private bool TryFind(int descriptor, [NotNullWhen(true)] out Queue? queue)
    {
        queue = null;
        return !_isClosed && _queues.TryGetValue(descriptor, out queue);
    }

    private sealed class Queue
    {
        public HashSet<int> Watched { get; } = [];

        public Queue<(int Pid, int Status)> Pending { get; } = [];

        public int Sleepers { get; set; }
    }
}
