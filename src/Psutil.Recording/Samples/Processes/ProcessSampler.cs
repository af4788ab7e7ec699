namespace Psutil.Recording;

/// <summary>
/// Reads the processes of each sample. A process that did nothing since the last one costs no more than to see that; the rest is read of
/// those that are new or did something, and of all for a whole sample.
/// </summary>
internal sealed class ProcessSampler(Processes processes, Func<IReadOnlyList<string>, IReadOnlyList<string>>? mask) : IDisposable
{
    // After a storm of processes, their room is given back.
    private const int MostUnused = 1000;

    private readonly ProcessMonitor _monitor = processes.CreateMonitor(ProcessRows.Watched);
    private Dictionary<ProcessIdentity, Known> _known = [];
    private Dictionary<ProcessIdentity, Known> _knownBefore = [];

    /// <param name="sample">Where the rows go.</param>
    /// <param name="readsAll">Whether everything is read of every process.</param>
    public void Read(SampleDraft sample, bool readsAll) => sample.Read(ProcessRows.Reading, _ =>
        {
            _monitor.Refresh();
            Dictionary<ProcessIdentity, Known> now = _knownBefore;
            now.Clear();
            if (now.Capacity > MostUnused + (2 * _monitor.Processes.Count))
            {
                now.TrimExcess(_monitor.Processes.Count);
            }

            foreach (MonitoredProcess process in _monitor.Processes)
            {
                bool isKnown = _known.TryGetValue(process.Identity, out Known known);
                if (!isKnown || readsAll || !ProcessRows.AreSame(known.Snapshot, process.Snapshot))
                {
                    string key = isKnown ? known.Key : ProcessRows.KeyOf(process.Identity);
                    known = new Known(key, process.Snapshot, ReadRow(process.Snapshot));
                }

                now[process.Identity] = known;
                sample.Add(RecordTable.Processes, known.Key, known.Row);
            }

            (_known, _knownBefore) = (now, _known);
        });

    public void Dispose() => _monitor.Dispose();

    private Row ReadRow(ProcessSnapshot watched)
    {
        ProcessSnapshot details = processes.FromIdentity(watched.Identity).Capture(ProcessRows.Details & processes.SupportedFields);
        return ProcessRows.RowOf(watched, details, mask);
    }

    private readonly record struct Known(string Key, ProcessSnapshot Snapshot, Row Row);
}
