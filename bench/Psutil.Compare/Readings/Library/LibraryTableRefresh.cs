namespace Psutil.Compare.Readings.Library;

/// <summary>The table that a monitor keeps: the floor beside it opens, reads and closes.</summary>
internal class LibraryTableRefresh(Machine machine, double bar) : LibraryReading
{
    private ProcessMonitor? _monitor;

    public override string Workload => "table-refresh";

    public override double? Bar => bar;

    public override int Read()
    {
        _monitor ??= CreateMonitor();
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

    private protected virtual ProcessMonitor CreateMonitor() =>
        machine.Processes.CreateMonitor(LibraryProcesses.Table | ProcessFields.Memory);
}
