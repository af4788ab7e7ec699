namespace Psutil;

/// <summary>The default monitor: it captures all processes at each refresh and compares them with the previous capture.</summary>
internal sealed class SnapshotProcessMonitor(Processes processes, ProcessFields fields, Machine? machine, TimeProvider clock)
    : ProcessMonitor(fields, machine, clock)
{
    private Dictionary<int, MonitoredProcess> _known = [];
    private List<MonitoredProcess> _list = [];
    private bool _isDisposed;

    public override IReadOnlyList<MonitoredProcess> Processes => _list;

    private protected override void Read(List<MonitoredProcess> started, List<MonitoredProcess> exited)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        TimeSpan readAt = Now;
        IReadOnlyList<ProcessSnapshot> snapshots = processes.Capture(TableFields);
        Dictionary<int, MonitoredProcess> present = new(snapshots.Count);
        List<MonitoredProcess> list = new(snapshots.Count);
        foreach (ProcessSnapshot snapshot in snapshots)
        {
            if (_known.TryGetValue(snapshot.Pid, out MonitoredProcess? process) && process.Identity.IsSameAs(snapshot.Identity))
            {
                _known.Remove(snapshot.Pid);
                snapshot.Identity = process.Identity;
                process.Update(snapshot, readAt);
            }
            else
            {
                process = new MonitoredProcess(snapshot, readAt, MonitoredMachine);
                started.Add(process);
            }

            present[snapshot.Pid] = process;
            list.Add(process);
        }

        exited.AddRange(_known.Values);
        _known = present;
        _list = list;
    }

    private protected override MonitoredProcess? Find(ProcessIdentity identity) =>
        _known.TryGetValue(identity.Pid, out MonitoredProcess? process) && process.Identity == identity ? process : null;

    private protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _isDisposed = true;
        _known = [];
        _list = [];
    }
}
