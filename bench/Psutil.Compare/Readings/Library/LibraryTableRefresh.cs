namespace Psutil.Compare.Readings.Library;

/// <summary>The table that a monitor keeps: the floor beside it opens, reads and closes.</summary>
internal sealed class LibraryTableRefresh : LibraryReading
{
    private ProcessMonitor? _monitor;

    public override string Workload => "table-refresh";

    public override double? Bar => 0.60;

    public override int Read()
    {
        _monitor ??= Machine.Processes.CreateMonitor(LibraryProcesses.Table | ProcessFields.Memory);
        _monitor.Refresh();
        return _monitor.Processes.Count;
    }

    public override void Check(RecordWriter records)
    {
        foreach (MonitoredProcess process in _monitor!.Processes)
        {
            SnapshotRecords.Write(records, process.Pid.ToString(CultureInfo.InvariantCulture), process.Snapshot);
        }
    }
}
