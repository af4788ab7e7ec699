namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryCgroups : LibraryReading
{
    private IReadOnlyList<CgroupSnapshot> _groups = [];

    public override string Workload => "cgroups";

    public override double? Bar => 1.3;

    public override int Read()
    {
        _groups = Machine.Cgroups!.Capture().Groups;
        return 1;
    }

    public override void Check(RecordWriter records) => CgroupRecords.Write(records, _groups);
}
