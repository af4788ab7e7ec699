namespace Psutil.Recording;

/// <summary>Counts the traffic of recorded processes from when it is made, as a meter of a machine does.</summary>
internal sealed class RecordedNetworkMeter : ProcessNetworkMeter
{
    private readonly RecordedMachine _machine;
    private Dictionary<ProcessIdentity, ProcessNetworkIOCounters> _start;
    private ProcessNetworkIOCounters _unattributedAtStart;
    private long _missedAtStart;
    private NetworkUseSample? _last;
    private long? _session;

    public RecordedNetworkMeter(RecordedMachine machine)
        : base(machine.TimeProvider)
    {
        _machine = machine;
        Row reading = machine.ReadRow(TrafficRows.Reading);
        (Source, FallbackReason) = (TrafficRows.SourceOf(reading), TrafficRows.FallbackReasonOf(reading));
        (NetworkUseSample now, _session) = ReadAll();
        _start = new(now.Alive);
        (_unattributedAtStart, _missedAtStart) = (now.Unattributed, now.Missed);
    }

    public override ProcessNetworkSource Source { get; }

    public override string? FallbackReason { get; }

    protected override NetworkUseSample ReadCore()
    {
        (NetworkUseSample now, long? session) = ReadAll();
        if (session != _session)
        {
            // Another run of the recorder, which counts from its own beginning: go on from what was counted so far.
            _session = session;
            _start = now.Alive.ToDictionary(
                process => process.Key,
                process => Subtract(process.Value, _last?.Alive.GetValueOrDefault(process.Key) ?? default)
            );
            _unattributedAtStart = Subtract(now.Unattributed, _last?.Unattributed ?? default);
            _missedAtStart = now.Missed - (_last?.Missed ?? 0);
        }

        return _last = new NetworkUseSample
        {
            Alive = now.Alive.ToDictionary(process => process.Key, SinceStart),
            Ended = now.Ended.ToDictionary(process => process.Key, SinceStart),
            Unattributed = Subtract(now.Unattributed, _unattributedAtStart),
            Missed = now.Missed - _missedAtStart,
            Hidden = now.Hidden,
        };
    }

    private (NetworkUseSample Sample, long? Session) ReadAll()
    {
        Row reading = _machine.ReadRow(TrafficRows.Reading);
        return _machine.Read(rows =>
            (TrafficRows.SampleOf(reading, rows), RecorderRows.SessionOf(rows.Find(RecordTable.Readings, RecorderRows.Reading)))
        );
    }

    private ProcessNetworkIOCounters SinceStart(KeyValuePair<ProcessIdentity, ProcessNetworkIOCounters> process) =>
        Subtract(process.Value, _start.GetValueOrDefault(process.Key));

    private static ProcessNetworkIOCounters Subtract(in ProcessNetworkIOCounters now, in ProcessNetworkIOCounters before) =>
        new()
        {
            BytesSent = now.BytesSent - before.BytesSent,
            BytesReceived = now.BytesReceived - before.BytesReceived,
            MessagesSent = now.MessagesSent - before.MessagesSent.GetValueOrDefault(),
            MessagesReceived = now.MessagesReceived - before.MessagesReceived.GetValueOrDefault(),
        };
}
