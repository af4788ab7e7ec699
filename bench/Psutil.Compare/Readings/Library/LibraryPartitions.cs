namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryPartitions : LibraryReading
{
    private IReadOnlyList<DiskPartition> _partitions = [];

    public override string Workload => "partitions";

    public override double? Bar => 1.3;

    public override int Read()
    {
        _partitions = Machine.Disks.GetPartitions();
        return 1;
    }

    public override void Check(RecordWriter records)
    {
        foreach (DiskPartition partition in _partitions)
        {
            records.Write(partition.MountPoint, "type", partition.FileSystemType);
        }
    }
}
