namespace Psutil.Recording;

internal sealed class RecordedCgroups(RecordedMachine machine) : Cgroups(machine)
{
    protected override CgroupTable CaptureCore(CgroupFields fields)
    {
        Row reading = machine.ReadRow(CgroupRows.Reading);
        return machine.Read(rows => CgroupRows.TableOf(reading, rows));
    }
}
