namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>PROCESS_HEAP_ENTRY</c>: a block of a heap.</summary>
internal unsafe struct ProcessHeapEntry
{
    public const ushort Busy = 4;

    public nuint Data;
    public uint DataSize;
    public byte Overhead;
    public byte RegionIndex;
    public ushort Flags;
    public nuint Block;
    public fixed uint Reserved[3];
}
