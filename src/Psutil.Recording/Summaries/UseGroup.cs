namespace Psutil.Recording;

/// <summary>A process or a group of processes, and what it has used so far. Numbers are floating: a file can hold any.</summary>
internal sealed class UseGroup(string? name)
{
    private TimeSpan _at;
    private double _memoryTime;
    private double _alive;
    private bool _isRssKnown;
    private UseGroup? _addedTo;

    public string? Name { get; set; } = name;

    public ProcessIdentity? Process { get; init; }

    public string? UserName { get; set; }

    public double? CpuTicks { get; set; }

    public double? Read { get; set; }

    public double? Written { get; set; }

    public double? Received { get; set; }

    public double? Sent { get; set; }

    /// <summary>How long it kept GPUs busy.</summary>
    public double? GpuTicks { get; set; }

    public double? PeakGpuMemory { get; set; }

    public long Processes { get; set; }

    public long Started { get; set; }

    public long Exited { get; set; }

    public long Failed { get; set; }

    public long Killed { get; set; }

    /// <summary>The sum of the RSS of its living processes.</summary>
    public double Rss { get; private set; }

    public double PeakRss { get; private set; }

    public DateTimeOffset PeakTime { get; private set; }

    /// <summary>How many of its processes live.</summary>
    public int Living { get; private set; }

    public DateTimeOffset? FirstSeen { get; set; }

    /// <summary>The last sample that has any of them, if none lives any more.</summary>
    public DateTimeOffset? LastSeen { get; set; }

    /// <summary>The group to which this one was added; itself if to none.</summary>
    public UseGroup Whole => _addedTo ?? this;

    /// <summary>A process joins or leaves, or its RSS changes.</summary>
    /// <param name="at">How much time was recorded so far.</param>
    /// <param name="rss">By how much its RSS changes.</param>
    /// <param name="living">1 if it joins, -1 if it leaves, else 0.</param>
    /// <param name="isRssKnown">Whether its RSS could be read.</param>
    public void Change(TimeSpan at, double rss, int living, bool isRssKnown)
    {
        PassTime(at);
        Rss = Math.Max(0, Rss + rss);
        Living += living;
        _isRssKnown |= isRssKnown;
    }

    /// <summary>Takes note of its RSS after all changes of a sample.</summary>
    public void EndSample(DateTimeOffset time)
    {
        if (Rss > PeakRss)
        {
            (PeakRss, PeakTime) = (Rss, time);
        }
    }

    /// <summary>Adds what another group used, which is then a part of this one.</summary>
    public void Add(UseGroup other)
    {
        other._addedTo = this;
        CpuTicks = Sum(CpuTicks, other.CpuTicks);
        Read = Sum(Read, other.Read);
        Written = Sum(Written, other.Written);
        Received = Sum(Received, other.Received);
        Sent = Sum(Sent, other.Sent);
        GpuTicks = Sum(GpuTicks, other.GpuTicks);
        PeakGpuMemory = Larger(PeakGpuMemory, other.PeakGpuMemory);
        Processes += other.Processes;
        Started += other.Started;
        Exited += other.Exited;
        Failed += other.Failed;
        Killed += other.Killed;
        FirstSeen = FirstSeen < other.FirstSeen ? FirstSeen : other.FirstSeen;
        LastSeen = LastSeen > other.LastSeen ? LastSeen : other.LastSeen;
        _isRssKnown |= other._isRssKnown;
        _memoryTime += other._memoryTime;
        _alive += other._alive;
        if (other.PeakRss > PeakRss)
        {
            (PeakRss, PeakTime) = (other.PeakRss, other.PeakTime);
        }
    }

    /// <param name="at">How much time was recorded in all.</param>
    /// <param name="last">The time of the last sample.</param>
    public RecordedUse ToUse(TimeSpan at, DateTimeOffset last)
    {
        PassTime(at);
        return new RecordedUse
        {
            Name = Name,
            Process = Process,
            UserName = UserName,
            CpuTime = CpuTicks is { } ticks ? new TimeSpan((long)ticks) : null,
            AverageRss = !_isRssKnown ? null : (long)(_alive > 0 ? _memoryTime / _alive : PeakRss),
            PeakRss = _isRssKnown ? (long)PeakRss : null,
            PeakTime = _isRssKnown && PeakRss > 0 ? PeakTime : null,
            ReadBytes = (long?)Read,
            WriteBytes = (long?)Written,
            ReceivedBytes = (long?)Received,
            SentBytes = (long?)Sent,
            GpuTime = GpuTicks is { } busy ? new TimeSpan((long)busy) : null,
            PeakGpuMemory = (long?)PeakGpuMemory,
            Processes = Processes,
            Started = Started,
            Exited = Exited,
            Failed = Failed,
            Killed = Killed,
            FirstSeen = FirstSeen,
            LastSeen = Living > 0 ? last : LastSeen,
        };
    }

    public static double? Sum(double? left, double? right) => left is null ? right : left + (right ?? 0);

    public static double? Larger(double? left, double? right) => left is null || right > left ? right : left;

    private void PassTime(TimeSpan at)
    {
        double passed = (at - _at).TotalSeconds;
        _at = at;
        _memoryTime += Rss * passed;
        _alive += Living > 0 ? passed : 0;
    }
}
