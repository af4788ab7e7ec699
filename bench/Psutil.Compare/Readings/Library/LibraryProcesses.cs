namespace Psutil.Compare.Readings.Library;

/// <summary>Some fields of every process.</summary>
internal abstract class LibraryProcesses(string workload, double? bar, ProcessFields fields) : LibraryReading
{
    public const ProcessFields Table =
        ProcessFields.Name
        | ProcessFields.ParentPid
        | ProcessFields.Status
        | ProcessFields.CreateTime
        | ProcessFields.CpuTimes
        | ProcessFields.ThreadCount;

    private IReadOnlyList<ProcessSnapshot> _processes = [];

    public override string Workload => workload;

    public override double? Bar => bar;

    public override int Read()
    {
        _processes = Capture(fields);
        return _processes.Count;
    }

    public override void Check(RecordWriter records)
    {
        foreach (ProcessSnapshot process in _processes)
        {
            SnapshotRecords.Write(records, process.Pid.ToString(CultureInfo.InvariantCulture), process);
        }
    }

    protected virtual IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields) => Machine.Processes.Capture(fields);
}
