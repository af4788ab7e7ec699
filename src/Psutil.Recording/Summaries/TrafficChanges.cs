namespace Psutil.Recording;

/// <summary>Finds what each process has sent and received since the sample before, where that was recorded.</summary>
internal sealed class TrafficChanges
{
    private RowChanges? _changes;
    private long? _session;

    /// <param name="rows">The sample.</param>
    /// <param name="add">Called for each process that has a change, with what it received and sent.</param>
    public void Take(SampleRows rows, Action<ProcessIdentity, double, double> add)
    {
        if (ReadingFields.Find(rows, TrafficRows.Reading) is null)
        {
            return;
        }

        // Each run of a recorder counts from its own beginning. What it had counted at the first sample is of the time before that.
        long? session = RecorderRows.SessionOf(rows.Find(RecordTable.Readings, RecorderRows.Reading));
        bool isFirst = _changes is null;
        _changes = isFirst || session != _session ? new RowChanges(RecordTable.Traffic) : _changes;
        _session = session;
        _changes!.Take(rows, (_, before, now) =>
        {
            if (!isFirst && now is not null && TrafficRows.IdentityOf(now) is { } process)
            {
                ProcessNetworkIOCounters earlier = before is null ? default : TrafficRows.CountersOf(before);
                ProcessNetworkIOCounters later = TrafficRows.CountersOf(now);
                add(
                    process,
                    DeviceCounters.Rise(earlier.BytesReceived, later.BytesReceived),
                    DeviceCounters.Rise(earlier.BytesSent, later.BytesSent)
                );
            }
        });
    }
}
