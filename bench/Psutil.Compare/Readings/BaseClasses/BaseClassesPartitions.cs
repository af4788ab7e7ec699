namespace Psutil.Compare.Readings.BaseClasses;

/// <summary>Lists every mount; which of them are physical it does not tell.</summary>
internal sealed class BaseClassesPartitions : BaseClassesReading
{
    private readonly List<(string MountPoint, string Type)> _drives = [];

    public override string Workload => "partitions";

    public override int Read()
    {
        _drives.Clear();
        foreach (DriveInfo drive in DriveInfo.GetDrives())
        {
            _drives.Add((drive.RootDirectory.FullName, drive.DriveFormat));
        }

        return 1;
    }

    public override void Check(RecordWriter records)
    {
        foreach ((string mountPoint, string type) in _drives)
        {
            records.Write(mountPoint, "type", type);
        }
    }
}
