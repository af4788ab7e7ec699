namespace Psutil.Recording;

/// <summary>The network traffic of processes in a sample: what they have sent and received since the recorder began to count.</summary>
internal static class TrafficRows
{
    public const string Reading = "processes.traffic";

    /// <summary>What each connection transfers, which is not recorded.</summary>
    public const string Connections = "processes.traffic.connections";

    private const int Value = ReadingFields.FirstValue;
    private const int Unattributed = Value + 2;
    private const int Missed = Value + 6;
    private const int Hidden = Value + 7;

    public static void Read(SampleDraft sample, Func<ProcessNetworkMeter> open) => sample.Read(Reading, reading =>
        {
            ProcessNetworkMeter meter = open();
            ProcessNetworkReading traffic = meter.Read();
            reading
                .Add(Value, (long)meter.Source)
                .Add(Value + 1, meter.FallbackReason)
                .Add(Missed, traffic.Missed)
                .Add(Hidden, [.. traffic.Hidden.Order()]);
            Write(reading, Unattributed, traffic.Unattributed);
            RowBuilder row = new();
            foreach (ProcessNetworkUse use in traffic.Processes)
            {
                row.Add(1, use.Identity.Pid).Add(2, use.Identity.StartTime).Add(3, use.HasEnded ? true : null);
                Write(row, 4, use.Counters);
                sample.Add(RecordTable.Traffic, ProcessRows.KeyOf(use.Identity), row.Build());
            }
        });

    public static ProcessNetworkSource SourceOf(Row reading) => (ProcessNetworkSource)(reading.Int32(Value) ?? 0);

    public static string? FallbackReasonOf(Row reading) => reading.Text(Value + 1);

    public static NetworkUseSample SampleOf(Row reading, SampleRows sample)
    {
        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> alive = [];
        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> ended = [];
        foreach (Row row in sample[RecordTable.Traffic].Select(keyed => keyed.Row))
        {
            if (IdentityOf(row) is { } process)
            {
                (row.Bool(3) == true ? ended : alive)[process] = CountersOf(row);
            }
        }

        return new NetworkUseSample
        {
            Alive = alive,
            Ended = ended,
            Unattributed = CountersOf(reading, Unattributed),
            Missed = reading.Integer(Missed) ?? 0,
            Hidden = (reading.Numbers(Hidden) ?? []).ToHashSet(),
            Connections = [],
            WithoutConnection = default,
        };
    }

    public static ProcessIdentity? IdentityOf(Row row) => row.Pid(1) is { } pid ? new ProcessIdentity(pid, row.Integer(2)) : null;

    public static ProcessNetworkIOCounters CountersOf(Row row) => CountersOf(row, 4);

    private static void Write(RowBuilder row, int first, in ProcessNetworkIOCounters counters) =>
        row.Add(first, counters.BytesSent)
            .Add(first + 1, counters.BytesReceived)
            .Add(first + 2, counters.MessagesSent)
            .Add(first + 3, counters.MessagesReceived);

    private static ProcessNetworkIOCounters CountersOf(Row row, int first) =>
        new()
        {
            BytesSent = row.Integer(first) ?? 0,
            BytesReceived = row.Integer(first + 1) ?? 0,
            MessagesSent = row.Integer(first + 2),
            MessagesReceived = row.Integer(first + 3),
        };
}
