namespace Psutil.Diagnostics;

/// <summary>One source of readings: it is read at most once per collection, whatever number of instruments use it.</summary>
internal abstract class Source(string name, Lane lane)
{
    private readonly List<Instrument> _instruments = [];

    /// <summary>Its name, in the attribute <c>psutil.source</c>.</summary>
    public string Name => name;

    /// <summary>The lane that reads it.</summary>
    public Lane Lane => lane;

    /// <summary>How often it could not be read, by the name of the exception's type.</summary>
    public Dictionary<string, long> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>How long the last completed reading took; null before the first.</summary>
    public TimeSpan? LastDuration { get; protected set; }

    /// <summary>The last collection that a reading was started for.</summary>
    public long StartedFor { get; set; }

    /// <summary>The collection that its last completed reading was made for.</summary>
    public long ReadFor { get; protected set; }

    /// <summary>Whether it is read for every collection, also without an instrument.</summary>
    public bool IsAlwaysWanted { get; init; }

    /// <summary>Whether somebody collects one of its instruments.</summary>
    public bool IsWanted => IsAlwaysWanted || _instruments.Exists(static instrument => instrument.Enabled);

    /// <summary>How many threads wait for its reading. Use it with the sampler's lock held.</summary>
    public int Waiting { get; set; }

    /// <summary>Notes an instrument whose values come from this source.</summary>
    public void AddInstrument(Instrument instrument) => _instruments.Add(instrument);

    /// <summary>Reads the source, on the thread of its lane. Never throws.</summary>
    public abstract void Read(TimeProvider clock);

    /// <summary>Makes what was read the last reading. Call it with the sampler's lock held.</summary>
    public abstract void Publish(long collection);
}
