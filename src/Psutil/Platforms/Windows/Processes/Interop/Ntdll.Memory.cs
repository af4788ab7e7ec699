using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Ntdll
{
    // MEMORY_INFORMATION_CLASS.
    private const int MemoryBasicClass = 0;
    private const int MemoryWorkingSetClass = 1;
    private const int MemoryMappedFileNameClass = 2;

    /// <summary>The region that contains an address.</summary>
    public static int QueryRegion(SafeProcessHandle process, nuint address, out MemoryBasicInformation region)
    {
        MemoryBasicInformation answer = default;
        int status = NtQueryVirtualMemory(process, address, MemoryBasicClass, &answer, (nuint)sizeof(MemoryBasicInformation), null);
        region = answer;
        return status;
    }

    /// <summary>Every page of the working set: a count and a word for each.</summary>
    public static int QueryWorkingSet(SafeProcessHandle process, void* buffer, int length) =>
        NtQueryVirtualMemory(process, 0, MemoryWorkingSetClass, buffer, (nuint)length, null);

    /// <summary>
    /// The device path of the file that is mapped at an address, in a buffer that begins with its <see cref="UnicodeString"/>.
    /// </summary>
    public static int QueryMappedFileName(SafeProcessHandle process, nuint address, void* buffer, int length) =>
        NtQueryVirtualMemory(process, address, MemoryMappedFileNameClass, buffer, (nuint)length, null);

    [LibraryImport(Library)]
    private static partial int NtQueryVirtualMemory(
        SafeProcessHandle process,
        nuint address,
        int informationClass,
        void* information,
        nuint length,
        nuint* returnLength
    );
}

/// <summary><c>MEMORY_BASIC_INFORMATION</c>: a region of pages with the same attributes.</summary>
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
