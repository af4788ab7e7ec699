using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    // LOGICAL_PROCESSOR_RELATIONSHIP.
    private const int RelationProcessorCore = 0;
    private const int RelationAll = 0xFFFF;

    /// <summary>How many processor groups there are: one for up to 64 CPUs.</summary>
    public static int ActiveGroupCount => GetActiveProcessorGroupCount();

    /// <summary>The processor group that the calling thread runs in.</summary>
    public static int CurrentGroup
    {
        get
        {
            // PROCESSOR_NUMBER: 16 bits of the group, then 8 of the number within it.
            uint processor;
            GetCurrentProcessorNumberEx(&processor);
            return (ushort)processor;
        }
    }

    /// <summary>How many CPUs of a group are online.</summary>
    public static int GetActiveCount(ushort group) => (int)GetActiveProcessorCount(group);

    /// <summary>One record for each physical core.</summary>
    public static int GetCores(void* buffer, ref int length)
    {
        uint size = (uint)length;
        int error = ErrorOf(GetLogicalProcessorInformationEx(RelationProcessorCore, buffer, &size));
        length = (int)size;
        return error;
    }

    /// <summary>One record for each core, package, cache and NUMA node.</summary>
    public static int GetTopology(void* buffer, ref int length)
    {
        uint size = (uint)length;
        int error = ErrorOf(GetLogicalProcessorInformationEx(RelationAll, buffer, &size));
        length = (int)size;
        return error;
    }

    /// <summary>The free memory of a NUMA node, in bytes.</summary>
    public static int GetAvailableMemory(int node, out long bytes)
    {
        ulong available = 0;
        int error = node is < 0 or > ushort.MaxValue
            ? Win32Error.InvalidParameter
            : ErrorOf(GetNumaAvailableMemoryNodeEx((ushort)node, &available));
        bytes = (long)Math.Min(available, long.MaxValue);
        return error;
    }

    [LibraryImport(Library)]
    private static partial ushort GetActiveProcessorGroupCount();

    [LibraryImport(Library)]
    private static partial void GetCurrentProcessorNumberEx(uint* processor);

    [LibraryImport(Library)]
    private static partial uint GetActiveProcessorCount(ushort group);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int GetNumaAvailableMemoryNodeEx(ushort node, ulong* bytes);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int GetLogicalProcessorInformationEx(int relation, void* buffer, uint* length);
}
