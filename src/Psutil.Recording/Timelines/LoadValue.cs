namespace Psutil.Recording;

/// <summary>What a <see cref="RecordedLoad"/> has a range of.</summary>
internal enum LoadValue
{
    CpuPercent,
    Memory,
    Swap,
    CpuPressure,
    MemoryPressure,
    IOPressure,
    DiskRead,
    DiskWrite,
    Received,
    Sent,
}
