namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryDiskIO : LibraryReading
{
    private IReadOnlyDictionary<string, DiskIOCounters> _disks = new Dictionary<string, DiskIOCounters>();

    public override string Workload => "disk-io";

    public override double? Bar => 1.3;

    public override int Read()
    {
        _disks = Machine.Disks.GetIOCountersPerDisk();
        return 1;
    }

    public override void Check(RecordWriter records)
    {
        foreach ((string name, DiskIOCounters disk) in _disks)
        {
            records.Write(name, "read_count", disk.ReadCount);
            records.Write(name, "read_merged", disk.ReadMergedCount);
            records.Write(name, "read_bytes", disk.ReadBytes);
            records.WriteMilliseconds(name, "read_ms", disk.ReadTime);
            records.Write(name, "write_count", disk.WriteCount);
            records.Write(name, "write_merged", disk.WriteMergedCount);
            records.Write(name, "write_bytes", disk.WriteBytes);
            records.WriteMilliseconds(name, "write_ms", disk.WriteTime);
            records.WriteMilliseconds(name, "busy_ms", disk.BusyTime);
        }
    }
}
