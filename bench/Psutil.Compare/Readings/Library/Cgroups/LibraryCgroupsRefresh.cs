namespace Psutil.Compare.Readings.Library;

/// <summary>The groups that a monitor keeps: the floor beside it opens, reads and closes.</summary>
internal sealed class LibraryCgroupsRefresh : LibraryReading
{
    private CgroupMonitor? _monitor;

    public override string Workload => "cgroups-refresh";

    public override double? Bar => 1.3;

    public override int Read()
    {
        _monitor ??= Machine.Cgroups!.CreateMonitor();
        _monitor.Refresh();
        return 1;
    }

    public override void Check(RecordWriter records) =>
        CgroupRecords.Write(records, _monitor!.Groups.Select(static group => group.Snapshot));
}
