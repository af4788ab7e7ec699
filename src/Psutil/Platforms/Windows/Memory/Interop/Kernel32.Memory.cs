using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    /// <summary>The machine's memory.</summary>
    public static int GetPerformance(out PerformanceInformation information)
    {
        PerformanceInformation answer = default;
        int error = ErrorOf(K32GetPerformanceInfo(&answer, (uint)sizeof(PerformanceInformation)));
        information = answer;
        return error;
    }

    /// <summary>The region of this process that contains an address; false past the last one.</summary>
    public static bool QueryOwnRegion(nuint address, out MemoryBasicInformation region)
    {
        MemoryBasicInformation answer = default;
        nuint written = VirtualQuery(address, &answer, (nuint)sizeof(MemoryBasicInformation));
        region = answer;
        return written != 0;
    }

    /// <summary>This process's heaps, as many as fit, and their number.</summary>
    public static int GetHeaps(Span<nint> heaps)
    {
        fixed (nint* first = heaps)
        {
            return (int)GetProcessHeaps((uint)heaps.Length, first);
        }
    }

    /// <summary>Merges free blocks and returns large ones to the system.</summary>
    /// <returns>The size of the largest remaining free block; 0 if there is none or the call failed, which the error code shows.</returns>
    public static nuint CompactHeap(nint heap, out int error)
    {
        Marshal.SetLastSystemError(Win32Error.Success);
        nuint largest = HeapCompact(heap, 0);
        error = Marshal.GetLastSystemError();
        return largest;
    }

    [LibraryImport(Library, SetLastError = true)]
    private static partial int K32GetPerformanceInfo(PerformanceInformation* information, uint size);

    [LibraryImport(Library)]
    private static partial nuint VirtualQuery(nuint address, MemoryBasicInformation* region, nuint length);

    [LibraryImport(Library)]
    private static partial uint GetProcessHeaps(uint count, nint* heaps);

    [LibraryImport(Library)]
    private static partial nuint HeapCompact(nint heap, uint flags);
}

/// <summary><c>PERFORMANCE_INFORMATION</c>: memory, in pages.</summary>
internal struct PerformanceInformation
{
    public uint Size;
    public nuint CommitTotal;
    public nuint CommitLimit;
    public nuint CommitPeak;
    public nuint PhysicalTotal;
    public nuint PhysicalAvailable;
    public nuint SystemCache;
    public nuint KernelTotal;
    public nuint KernelPaged;
    public nuint KernelNonPaged;
    public nuint PageSize;
    public uint HandleCount;
    public uint ProcessCount;
    public uint ThreadCount;
}
