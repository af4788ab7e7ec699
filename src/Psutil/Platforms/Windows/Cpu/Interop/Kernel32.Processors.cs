using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    // LOGICAL_PROCESSOR_RELATIONSHIP.
    private const int RelationProcessorCore = 0;

    /// <summary>How many processor groups there are: one for up to 64 CPUs.</summary>
    public static int ActiveGroupCount => GetActiveProcessorGroupCount();

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

    [LibraryImport(Library)]
    private static partial ushort GetActiveProcessorGroupCount();

    [LibraryImport(Library)]
    private static partial uint GetActiveProcessorCount(ushort group);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int GetLogicalProcessorInformationEx(int relation, void* buffer, uint* length);
}
