namespace Psutil.Diagnostics;

/// <summary>
/// Sources that are read one after the other on one thread. A source that can wait in the kernel has a lane of its own, so that it delays
/// no other. There is at most one thread per lane: one that the kernel does not return from is not joined by a second.
/// </summary>
/// <remarks>A thread that has read waits for the next collection, because to create one costs more than most readings.</remarks>
internal sealed class Lane(string name)
{
    // More than the minute that OpenTelemetry collects at.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(90);

    private readonly object _handOver = new();
    private Work? _next;
    private bool _isIdle;
    private bool _isEnded;

    private sealed record Work(Source[] Wanted, long Collection);

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The sources, in the order in which they are read.</summary>
    public List<Source> Sources { get; } = [];

    /// <summary>The collection that it reads for now; 0 if it does not.</summary>
    public long ReadingFor { get; private set; }

    /// <summary>
    /// Starts to read what somebody collects and was not read for this collection, unless a reading is under way. Call it with the
    /// sampler's lock held.
    /// </summary>
    public void Start(Sampler sampler, long collection)
    {
        if (ReadingFor != 0)
        {
            return;
        }

        Source[] wanted = [.. Sources.Where(source => source.StartedFor < collection && source.IsWanted)];
        if (wanted.Length == 0)
        {
            return;
        }

        Work work = new(wanted, collection);
        if (!TryHandOver(work) && !TryAddThread(sampler, work))
        {
            // The system has no more threads: this collection goes without these sources.
            return;
        }

        ReadingFor = collection;
        foreach (Source source in wanted)
        {
            source.StartedFor = collection;
        }
    }

    /// <summary>Ends the thread, unless it is reading: then after that.</summary>
    public void End()
    {
        lock (_handOver)
        {
            _isEnded = true;
            Monitor.Pulse(_handOver);
        }
    }

    private bool TryHandOver(Work work)
    {
        lock (_handOver)
        {
            if (!_isIdle)
            {
                return false;
            }

            (_next, _isIdle) = (work, false);
            Monitor.Pulse(_handOver);
            return true;
        }
    }

    private bool TryAddThread(Sampler sampler, Work first)
    {
        // Not on the thread pool: a program whose pool is exhausted needs its metrics most.
        Thread thread = new(() => Run(sampler, first)) { IsBackground = true, Name = $"Psutil {name}" };
        try
        {
            thread.UnsafeStart();
            return true;
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            return false;
        }
    }

    private void Run(Sampler sampler, Work first)
    {
        for (Work? work = first; work is not null; work = WaitForNext())
        {
            Read(sampler, work);
        }
    }

    // Null: nobody collects any more, and the thread ends.
    private Work? WaitForNext()
    {
        lock (_handOver)
        {
            while (_next is null && !_isEnded && Monitor.Wait(_handOver, IdleTime)) { }
            _isIdle = false;
            Work? next = _next;
            _next = null;
            return next;
        }
    }

    private void Read(Sampler sampler, Work work)
    {
        foreach (Source source in work.Wanted)
        {
            source.Read(sampler.Clock);
            lock (sampler.Gate)
            {
                source.Publish(work.Collection);
                if (source == work.Wanted[^1])
                {
                    // At once with the last reading: who gets that can begin the next collection.
                    ReadingFor = 0;
                    lock (_handOver)
                    {
                        _isIdle = true;
                    }
                }

                // Those that wait for another source would only look and wait again.
                if (source.Waiting > 0)
                {
                    Monitor.PulseAll(sampler.Gate);
                }
            }
        }
    }
}
