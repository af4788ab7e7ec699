namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>DISK_PERFORMANCE</c>: what a disk has done. Times in 100 ns.</summary>
internal unsafe struct DiskPerformance
{
    public long BytesRead;
    public long BytesWritten;
    public long ReadTime;
    public long WriteTime;
    public long IdleTime;
    public uint ReadCount;
    public uint WriteCount;
    public uint QueueDepth;
    public uint SplitCount;
    public long QueryTime;
    public uint StorageDeviceNumber;
    public fixed ushort StorageManagerName[8];
}
