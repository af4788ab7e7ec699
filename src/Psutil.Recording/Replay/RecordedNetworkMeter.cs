namespace Psutil.Recording;

/// <summary>Counts the traffic of recorded processes from when it is made, as a meter of a machine does.</summary>
internal sealed class RecordedNetworkMeter : ProcessNetworkMeter
{
    private readonly RecordedMachine _machine;

    // What this run of the recorder had counted when this meter began, and what this meter had counted when the run began.
    private Dictionary<ProcessIdentity, ProcessNetworkIOCounters> _start;
    private Dictionary<ProcessIdentity, ProcessNetworkIOCounters> _carried = [];
    private ProcessNetworkIOCounters _unattributed;
    private long _missed;
    private NetworkUseSample? _last;
    private long? _session;

    public RecordedNetworkMeter(RecordedMachine machine, ProcessNetworkMeterOptions options)
        : base(machine.TimeProvider, options)
    {
        _machine = machine;
        Row reading = machine.ReadRow(TrafficRows.Reading);
        (Source, FallbackReason) = (TrafficRows.SourceOf(reading), TrafficRows.FallbackReasonOf(reading));
        (NetworkUseSample now, _session, _) = ReadAll();
        _start = new(now.Alive);
        (_unattributed, _missed) = (Add(default, now.Unattributed, -1), -now.Missed);
    }

    public override ProcessNetworkSource Source { get; }

    public override string? FallbackReason { get; }

    protected override NetworkUseSample ReadCore()
    {
        (NetworkUseSample now, long? session, HashSet<ProcessIdentity> running) = ReadAll();
        if (session != _session)
        {
            // It counts from its own beginning.
            _session = session;
            _start = [];
            _carried = _last is null ? [] : new(_last.Alive);
            (_unattributed, _missed) = (_last?.Unattributed ?? default, _last?.Missed ?? 0);
        }

        return _last = new NetworkUseSample
        {
            Alive = now
                .Alive.Keys.Union(_carried.Keys.Where(running.Contains))
                .ToDictionary(identity => identity, identity => SumOf(identity, now.Alive.GetValueOrDefault(identity))),
            Ended = now.Ended.ToDictionary(process => process.Key, process => SumOf(process.Key, process.Value)),
            Unattributed = Add(_unattributed, now.Unattributed, 1),
            Missed = _missed + now.Missed,
            Hidden = now.Hidden,
            Connections = [],
            WithoutConnection = default,
        };
    }

    private (NetworkUseSample Sample, long? Session, HashSet<ProcessIdentity> Running) ReadAll()
    {
        Row reading = _machine.ReadRow(TrafficRows.Reading);
        return _machine.Read(rows =>
            (
                TrafficRows.SampleOf(reading, rows),
                RecorderRows.SessionOf(rows.Find(RecordTable.Readings, RecorderRows.Reading)),
                rows[RecordTable.Processes].Select(row => ProcessRows.IdentityOf(row.Row)).OfType<ProcessIdentity>().ToHashSet()
            )
        );
    }

    private ProcessNetworkIOCounters SumOf(ProcessIdentity identity, in ProcessNetworkIOCounters now) =>
        Add(Add(_carried.GetValueOrDefault(identity), now, 1), _start.GetValueOrDefault(identity), -1);

    private static ProcessNetworkIOCounters Add(in ProcessNetworkIOCounters sum, in ProcessNetworkIOCounters more, int sign) =>
        new()
        {
            BytesSent = sum.BytesSent + (sign * more.BytesSent),
            BytesReceived = sum.BytesReceived + (sign * more.BytesReceived),
            MessagesSent = Add(sum.MessagesSent, more.MessagesSent, sign),
            MessagesReceived = Add(sum.MessagesReceived, more.MessagesReceived, sign),
        };

    // Null where neither is known: what only counts TCP sockets knows no messages.
    private static long? Add(long? sum, long? more, int sign) =>
        sum is null && more is null ? null : sum.GetValueOrDefault() + (sign * more.GetValueOrDefault());
}
