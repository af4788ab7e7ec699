namespace Psutil.Recording;

internal sealed class RecordedProcess(RecordedProcesses processes, RecordedMachine machine, ProcessIdentity identity)
    : OSProcess(processes, identity)
{
    public override bool IsRunning() => Find() is not null;

    protected override ProcessSnapshot CaptureCore(ProcessFields fields) =>
        Find() is { } row && ProcessRows.SnapshotOf(row, fields, machine.Has(TrafficRows.Reading)) is { } snapshot
            ? snapshot
            : ProcessSnapshot.Gone(Identity, fields);

    private Row? Find() => machine.Read(rows => rows.Find(RecordTable.Processes, ProcessRows.KeyOf(Identity)));
}
