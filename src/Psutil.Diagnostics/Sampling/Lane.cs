namespace Psutil.Diagnostics;

/// <summary>
/// Sources that are read one after the other on one thread. A source that can wait in the kernel has a lane of its own, so that it delays
/// no other. There is at most one thread per lane: one that the kernel does not return from is not joined by a second.
/// </summary>
internal sealed class Lane(string name)
{
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

        // Not on the thread pool: a program whose pool is exhausted needs its metrics most.
        Thread thread = new(() => Read(sampler, wanted, collection)) { IsBackground = true, Name = $"Psutil {name}" };
        try
        {
            thread.UnsafeStart();
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
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

    private void Read(Sampler sampler, Source[] wanted, long collection)
    {
        foreach (Source source in wanted)
        {
            source.Read(sampler.Clock);
            lock (sampler.Gate)
            {
                source.Publish(collection);
                if (source == wanted[^1])
                {
                    // At once with the last reading: who gets that can begin the next collection.
                    ReadingFor = 0;
                }

                Monitor.PulseAll(sampler.Gate);
            }
        }
    }
}
