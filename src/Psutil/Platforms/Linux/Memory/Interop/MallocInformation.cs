using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary><c>struct mallinfo2</c> (malloc.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MallocInformation
{
    public nuint Arena;
    public nuint FreeChunks;
    public nuint FastBins;
    public nuint Mappings;
    public nuint Mapped;
    public nuint MostUsed;
    public nuint FastBinsFree;
    public nuint Used;
    public nuint Free;
    public nuint Releasable;
}
