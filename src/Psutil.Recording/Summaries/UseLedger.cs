namespace Psutil.Recording;

/// <summary>
/// Adds up what processes use from sample to sample, by a grouping, and counts starts and exits. Only rows that have changed are looked at.
/// </summary>
internal sealed class UseLedger(DateTimeOffset from, SummaryGrouping grouping)
{
    // Groups beyond that which ended and used little are put together.
    private const int MostGroups = 20_000;

    // The time at which a process started is not exact.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Entry> _living = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UseGroup> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<UseGroup> _changed = [];
    private readonly ExitCounter _exits = new();
    private readonly Dictionary<UseGroup, double> _gpuMemory = [];
    private RowChanges _changes = new(RecordTable.Processes);
    private TrafficChanges _traffic = new();
    private GpuChanges _gpus = new();
    private UseGroup? _others;
    private DateTimeOffset _time;
    private bool _isAnew = true;

    /// <summary>How much time is between the samples, without gaps.</summary>
    public TimeSpan Recorded { get; private set; }

    /// <summary>How much time it is over which counters were compared: gaps in which the machine ran are in it.</summary>
    public TimeSpan Measured { get; private set; }

    public long Started { get; private set; }

    public long Exited => _exits.Exited;

    public long Failed => _exits.Failed;

    public long Killed => _exits.Killed;

    public long LostEvents => _exits.Lost;

    public IReadOnlyList<ProcessExitedEvent> Failures => _exits.Failures;

    /// <summary>Forgets the sample before: its processes are gone, or what they did since then is not to be counted.</summary>
    public void BeginAnew()
    {
        foreach (Entry entry in _living.Values)
        {
            Leave(entry);
        }

        _living.Clear();
        _exits.BeginAnew();
        _changes = new RowChanges(RecordTable.Processes);
        _traffic = new TrafficChanges();
        _gpus = new GpuChanges();
        _isAnew = true;
    }

    /// <param name="rows">The sample.</param>
    /// <param name="time">Its time.</param>
    /// <param name="step">How long it is since the sample before; null after a gap.</param>
    public void Take(SampleRows rows, DateTimeOffset time, TimeSpan? step)
    {
        TimeSpan passed = _isAnew ? TimeSpan.Zero : step ?? (time - _time);
        Recorded += step is null ? TimeSpan.Zero : passed;
        Measured += passed > TimeSpan.Zero ? passed : TimeSpan.Zero;
        _exits.BeginSample();
        if (ReadingFields.Find(rows, ProcessRows.Reading) is not null)
        {
            _changes.Take(rows, (key, _, now) => TakeRow(key, now, time));
            foreach (UseGroup group in _changed)
            {
                group.EndSample(time);
            }

            _changed.Clear();
            _isAnew = false;
        }

        // Before the events: with the news of its end, a process is forgotten.
        TakeTraffic(rows);
        TakeGpus(rows, step ?? TimeSpan.Zero);
        foreach (KeyedRow row in rows[RecordTable.Events])
        {
            if (EventRows.EventOf(row.Row) is { } happening && happening.Time >= from)
            {
                TakeEvent(happening);
            }
        }

        _time = time;
        if (_groups.Count > 2 * MostGroups)
        {
            PutSmallTogether();
        }
    }

    /// <summary>Counts what was waiting for news of its end.</summary>
    public void Finish() => _exits.Finish();

    /// <summary>The groups, the most CPU time first.</summary>
    public IReadOnlyList<RecordedUse> Uses()
    {
        if (_groups.Count > MostGroups)
        {
            PutSmallTogether();
        }

        return
        [
            .. _groups
                .Values.Select(group => group.ToUse(Recorded, _time))
                .OrderByDescending(use => use.CpuTime ?? TimeSpan.MinValue)
                .ThenByDescending(use => use.PeakRss ?? -1)
                .ThenBy(use => use.Name, StringComparer.Ordinal)
                .ThenBy(use => use.Process?.Pid),
        ];
    }

    public RecordedUse? Others() => _others?.ToUse(Recorded, _time);

    private void TakeRow(string key, Row? now, DateTimeOffset time)
    {
        bool isKnown = _living.TryGetValue(key, out Entry? entry);
        if (now is null)
        {
            if (isKnown)
            {
                _living.Remove(key);
                if (!entry!.HasExited)
                {
                    _exits.Vanish(entry.Identity, entry.Group);
                }

                Leave(entry);
            }

            return;
        }

        if (!isKnown)
        {
            if (ProcessRows.IdentityOf(now) is not { } identity)
            {
                return;
            }

            entry = Begin(key, identity, now);
            _living[key] = entry;
        }
        else if (NameOf(now) != entry!.Group.Name && grouping != SummaryGrouping.Process)
        {
            // It runs another program, or has another user.
            Leave(entry);
            Join(entry, FindGroup(key, entry.Identity, now));
        }

        Count(entry!, now);
        entry!.Group.FirstSeen ??= time < from ? from : time;
        _changed.Add(entry.Group);
    }

    private void TakeTraffic(SampleRows rows)
    {
        Dictionary<ProcessIdentity, string>? names = null;
        _traffic.Take(rows, (process, received, sent) =>
        {
            UseGroup? group = FindKnown(process);
            if (group is null && grouping == SummaryGrouping.Program)
            {
                // Of a process that was in no sample only its name is known.
                names ??= EventRows.NamesOf(rows);
                group = names.TryGetValue(process, out string? name) ? FindGroup(name) : null;
            }

            if (group is not null)
            {
                group.Received = UseGroup.Sum(group.Received, received);
                group.Sent = UseGroup.Sum(group.Sent, sent);
            }
        });
    }

    private void TakeGpus(SampleRows rows, TimeSpan passed)
    {
        _gpus.Take(rows, passed, (process, busy, memory) =>
        {
            if (FindKnown(process) is { } group)
            {
                group.GpuTicks = UseGroup.Sum(group.GpuTicks, busy);
                if (memory is { } bytes)
                {
                    _gpuMemory[group] = _gpuMemory.GetValueOrDefault(group) + bytes;
                }
            }
        });
        foreach ((UseGroup group, double memory) in _gpuMemory)
        {
            group.PeakGpuMemory = UseGroup.Larger(group.PeakGpuMemory, memory);
        }

        _gpuMemory.Clear();
    }

    // A process is in the samples, or was until now.
    private UseGroup? FindKnown(ProcessIdentity process) =>
        _living.TryGetValue(ProcessRows.KeyOf(process), out Entry? entry) ? entry.Group : _exits.GroupOf(process)?.Whole;

    private Entry Begin(string key, ProcessIdentity identity, Row row)
    {
        Entry entry = new(identity);
        Join(entry, FindGroup(key, identity, row));

        // What a process used before the span is not of it. One that was not in the sample before has used nothing until then, unless that
        // sample left it out.
        bool isNew = !_isAnew && !(_time - ProcessRows.CreateTimeOf(row) > Slack);
        entry.Cpu = isNew ? 0 : ProcessRows.CpuTicksOf(row);
        entry.Read = isNew ? 0 : ProcessRows.ReadBytesOf(row);
        entry.Written = isNew ? 0 : ProcessRows.WriteBytesOf(row);
        if (isNew)
        {
            // An event may have counted it, and its program.
            bool isCounted = _exits.HasStarted(identity);
            Started += isCounted ? 0 : 1;
            entry.Group.Started += isCounted && grouping == SummaryGrouping.Program ? 0 : 1;
        }

        return entry;
    }

    private void Count(Entry entry, Row row)
    {
        UseGroup group = entry.Group;
        group.CpuTicks = UseGroup.Sum(group.CpuTicks, Rise(ref entry.Cpu, ProcessRows.CpuTicksOf(row)));
        group.Read = UseGroup.Sum(group.Read, Rise(ref entry.Read, ProcessRows.ReadBytesOf(row)));
        group.Written = UseGroup.Sum(group.Written, Rise(ref entry.Written, ProcessRows.WriteBytesOf(row)));
        double? rss = ProcessRows.RssOf(row);
        group.Change(Recorded, (rss ?? 0) - entry.Rss, living: 0, rss is not null);
        entry.Rss = rss ?? 0;
        if (grouping == SummaryGrouping.Process)
        {
            group.Name = ProcessRows.NameOf(row);
            group.UserName = ProcessRows.UserNameOf(row);
        }
    }

    // By how much a counter has risen; null if it is unknown.
    private static double? Rise(ref double? before, double? now)
    {
        double? rise = now is { } later ? Math.Max(0, later - (before ?? later)) : null;
        before = now ?? before;
        return rise;
    }

    private UseGroup FindGroup(string key, ProcessIdentity identity, Row row)
    {
        string? name = NameOf(row);
        return grouping == SummaryGrouping.Process ? FindGroup(key, name, identity) : FindGroup(name);
    }

    private UseGroup FindGroup(string? name) => FindGroup(name is null ? "-" : "=" + name, name, null);

    private UseGroup FindGroup(string key, string? name, ProcessIdentity? identity)
    {
        if (!_groups.TryGetValue(key, out UseGroup? group))
        {
            _groups[key] = group = new UseGroup(name) { Process = identity };
        }

        return group;
    }

    private string? NameOf(Row row) =>
        grouping switch
        {
            SummaryGrouping.User => ProcessRows.UserNameOf(row),
            SummaryGrouping.Container => ProcessRows.ContainerOf(row),
            _ => ProcessRows.NameOf(row),
        };

    private void Join(Entry entry, UseGroup group)
    {
        entry.Group = group;
        group.Processes++;
        group.Change(Recorded, entry.Rss, living: 1, isRssKnown: false);
        _changed.Add(group);
    }

    private void Leave(Entry entry)
    {
        entry.Group.Change(Recorded, -entry.Rss, living: -1, isRssKnown: false);
        entry.Group.LastSeen = _time;
    }

    private void TakeEvent(ProcessEvent happening)
    {
        switch (happening)
        {
            case ProcessStartedEvent started when !_living.ContainsKey(ProcessRows.KeyOf(started.Identity)):
                if (_exits.Start(started.Identity))
                {
                    Started++;
                    if (grouping == SummaryGrouping.Program)
                    {
                        FindGroup(started.Name).Started++;
                    }
                }

                break;
            case ProcessExitedEvent exited when _living.TryGetValue(ProcessRows.KeyOf(exited.Identity), out Entry? entry):
                if (!entry.HasExited)
                {
                    // It can be a zombie for long.
                    entry.HasExited = true;
                    _exits.Exit(exited, entry.Group);
                }

                break;
            case ProcessExitedEvent exited:
                // Of a process that was in no sample only its name is known.
                _exits.Exit(
                    exited,
                    _exits.GroupOf(exited.Identity) ?? (grouping == SummaryGrouping.Program ? FindGroup(exited.Name) : null)
                );
                break;
            case ProcessEventsLostEvent lost:
                _exits.Lose(lost.Count);
                break;
        }
    }

    // Of what has ended, the largest by each measure stay.
    private void PutSmallTogether()
    {
        KeyValuePair<string, UseGroup>[] ended = [.. _groups.Where(pair => pair.Value.Living == 0)];
        HashSet<string> kept = [];
        foreach (
            Func<UseGroup, double> measure in (Func<UseGroup, double>[])
                [group => group.CpuTicks ?? 0, group => group.PeakRss, group => (group.Read ?? 0) + (group.Written ?? 0)]
        )
        {
            kept.UnionWith(ended.OrderByDescending(pair => measure(pair.Value)).Take(MostGroups / 4).Select(pair => pair.Key));
        }

        foreach ((string key, UseGroup group) in ended)
        {
            if (!kept.Contains(key))
            {
                _others ??= new UseGroup(null);
                _others.Add(group);
                _groups.Remove(key);
            }
        }
    }

    /// <summary>A process that lives, and its counters as of the last sample.</summary>
    private sealed class Entry(ProcessIdentity identity)
    {
        public double? Cpu;
        public double? Read;
        public double? Written;

        public ProcessIdentity Identity { get; } = identity;

        public UseGroup Group { get; set; } = null!;

        public double Rss { get; set; }

        /// <summary>Whether an event has said so. A zombie is in the samples still.</summary>
        public bool HasExited { get; set; }
    }
}
