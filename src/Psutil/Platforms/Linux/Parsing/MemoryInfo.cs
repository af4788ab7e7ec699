namespace Psutil.Platforms.Linux.Parsing;

/// <summary>What <c>/proc/meminfo</c> tells that is of use here, in bytes; null is a line that is not there.</summary>
internal struct MemoryInfo
{
    public long? Total;
    public long? Free;
    public long? Available;
    public long? Buffers;
    public long? Cached;
    public long? Active;
    public long? Inactive;
    public long? ActiveFile;
    public long? InactiveFile;
    public long? Shared;
    public long? Slab;
    public long? SlabReclaimable;
    public long? SwapTotal;
    public long? SwapFree;
}
