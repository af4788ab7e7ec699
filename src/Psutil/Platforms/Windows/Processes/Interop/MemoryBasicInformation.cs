namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>MEMORY_BASIC_INFORMATION</c>: a region of pages that are alike.</summary>
internal struct MemoryBasicInformation
{
    public const uint StateCommitted = 0x1000;
    public const uint TypePrivate = 0x20000;
    public const uint TypeMapped = 0x40000;
    public const uint TypeImage = 0x1000000;

    public nuint BaseAddress;
    public nuint AllocationBase;
    public uint AllocationProtect;
    public ushort PartitionId;
    public nuint RegionSize;
    public uint State;
    public uint Protect;
    public uint Type;
}
