using System.Diagnostics;

namespace Psutil.Diagnostics;

/// <summary>
/// Reads the sources, once per collection. The first instrument of a collection starts all lanes, and each instrument waits for its source;
/// together they wait no longer than <see cref="PsutilMetricsOptions.CollectionTimeout"/>, because an exporter holds a lock meanwhile.
/// </summary>
/// <param name="machine">What the sources read, which others may look at too.</param>
/// <param name="minimumInterval">The shortest time between two collections.</param>
/// <param name="maximumAge">How old values can be that are reported while a newer reading is under way.</param>
/// <param name="collectionTimeout">How long the instruments of a collection wait together.</param>
internal sealed class Sampler(SharedMachine machine, TimeSpan minimumInterval, TimeSpan maximumAge, TimeSpan collectionTimeout)
{
    private readonly List<Lane> _lanes = [];
    private long _collection;
    private long _startedAt;
    private long _waitingSince;

    /// <summary>The lock of all sources. It is never held while something is read.</summary>
    public object Gate { get; } = new();

    /// <summary>The sources. Read them with <see cref="Gate"/> held.</summary>
    public IEnumerable<Source> Sources => _lanes.SelectMany(lane => lane.Sources);

    /// <summary>The clock of intervals and ages. The wait for a reading goes by the real time.</summary>
    public TimeProvider Clock => machine.Inner.TimeProvider;

    /// <summary>How old values can be that are reported while a newer reading is under way.</summary>
    public TimeSpan MaximumAge => maximumAge;

    /// <summary>Adds a source to a lane.</summary>
    /// <param name="lane">The name of the lane, which is created with its first source.</param>
    /// <param name="name">The name of the source.</param>
    /// <param name="read">Reads it; null if the machine does not have it.</param>
    /// <param name="isAlwaysWanted">Whether it is read for every collection, also without an instrument.</param>
    public Source<T> Add<T>(string lane, string name, Func<T?> read, bool isAlwaysWanted = false)
        where T : class
    {
        lock (Gate)
        {
            Lane? found = _lanes.Find(other => other.Name == lane);
            if (found is null)
            {
                _lanes.Add(found = new Lane(lane));
            }

            Source<T> source = new(name, found, read) { IsAlwaysWanted = isAlwaysWanted };
            found.Sources.Add(source);
            return source;
        }
    }

    /// <summary>
    /// Begins the first collection if somebody collects already, so that sources which take longer have been read when the values are asked
    /// for.
    /// </summary>
    public void Prime()
    {
        lock (Gate)
        {
            if (Sources.Any(source => source.IsWanted))
            {
                _ = Join();
            }
        }
    }

    /// <summary>Ends the threads, those that read after their reading. What is asked for later is read on new ones.</summary>
    public void End()
    {
        lock (Gate)
        {
            _lanes.ForEach(lane => lane.End());
        }
    }

    /// <summary>
    /// The number of the current collection. Begins the next one if the last began at least the minimum interval ago. Call it with
    /// <see cref="Gate"/> held.
    /// </summary>
    public long Join()
    {
        if (_collection > 0 && Clock.GetElapsedTime(_startedAt) < minimumInterval)
        {
            return _collection;
        }

        _collection++;
        _startedAt = Clock.GetTimestamp();
        machine.Collect(minimumInterval);
        _waitingSince = Stopwatch.GetTimestamp();
        foreach (Lane lane in _lanes)
        {
            lane.Start(this, _collection);
        }

        return _collection;
    }

    /// <summary>
    /// Waits until a source has been read for the current collection, or the time of the collection is over. Call it with
    /// <see cref="Gate"/> held; it is released meanwhile.
    /// </summary>
    public void WaitFor(Source source, long collection)
    {
        while (source.ReadFor < collection)
        {
            if (source.StartedFor < collection)
            {
                // A reading that was started for an earlier collection may never return: it is not waited for.
                if (source.Lane.ReadingFor != 0 && source.Lane.ReadingFor < collection)
                {
                    return;
                }

                // Somebody else began this collection, who did not want this source.
                source.Lane.Start(this, collection);
                _waitingSince = source.StartedFor == collection ? Stopwatch.GetTimestamp() : _waitingSince;
                if (source.Lane.ReadingFor == 0)
                {
                    return;
                }
            }

            TimeSpan rest = collectionTimeout - Stopwatch.GetElapsedTime(_waitingSince);
            if (rest <= TimeSpan.Zero)
            {
                return;
            }

            source.Waiting++;
            Monitor.Wait(Gate, rest);
            source.Waiting--;
        }
    }
}
