namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryOne : LibraryReading
{
    private const ProcessFields Fields =
        ProcessFields.Name | ProcessFields.Status | ProcessFields.CpuTimes | ProcessFields.ThreadCount | ProcessFields.Memory;

    private OSProcess? _process;
    private ProcessSnapshot? _snapshot;

    public override string Workload => "one";

    public override double? Bar => 1.3;

    public override void Aim(int pid) => _process = Machine.Processes.Get(pid);

    public override int Read()
    {
        _snapshot = _process!.Capture(Fields);
        return 1;
    }

    public override void Check(RecordWriter records) => SnapshotRecords.Write(records, "target", _snapshot!);
}
