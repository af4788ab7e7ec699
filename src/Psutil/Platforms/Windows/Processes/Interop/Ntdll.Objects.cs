using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Ntdll
{
    // SYSTEM_INFORMATION_CLASS and PROCESSINFOCLASS.
    public const int SystemExtendedHandleClass = 64;
    public const int ProcessHandlesClass = 51;

    // OBJECT_INFORMATION_CLASS and FILE_INFORMATION_CLASS.
    private const int ObjectNameClass = 1;
    private const int ObjectTypeClass = 2;
    private const int FileBasicClass = 4;
    private const int FileStandardClass = 5;

    private const uint DuplicateSameAccess = 2;
    private const nint CurrentProcess = -1;

    /// <summary>Copies another process's handle into this process. The caller closes it with <see cref="Close"/>.</summary>
    public static int Duplicate(SafeProcessHandle process, nuint handle, out nint copy)
    {
        nint target = 0;
        int status = NtDuplicateObject(process, (nint)handle, CurrentProcess, &target, 0, 0, DuplicateSameAccess);
        copy = target;
        return status;
    }

    public static void Close(nint handle) => _ = NtClose(handle);

    /// <summary>The name of an object's type, in a buffer that begins with its <see cref="UnicodeString"/>. Never blocks.</summary>
    public static int QueryObjectType(nint handle, void* buffer, int length) =>
        NtQueryObject(handle, ObjectTypeClass, buffer, (uint)length, null);

    /// <summary>
    /// An object's name, in a buffer that begins with its <see cref="UnicodeString"/>. Can block without limit for a pipe.
    /// </summary>
    public static int QueryObjectName(nint handle, void* buffer, int length) =>
        NtQueryObject(handle, ObjectNameClass, buffer, (uint)length, null);

    /// <summary>Can block without limit if a thread reads from the file.</summary>
    public static int QueryFile(nint handle, out FileStandardInformation information)
    {
        FileStandardInformation answer = default;
        IOStatusBlock block;
        int status = NtQueryInformationFile(handle, &block, &answer, (uint)sizeof(FileStandardInformation), FileStandardClass);
        information = answer;
        return status;
    }

    /// <inheritdoc cref="QueryFile(nint, out FileStandardInformation)"/>
    public static int QueryFile(nint handle, out FileBasicInformation information)
    {
        FileBasicInformation answer = default;
        IOStatusBlock block;
        int status = NtQueryInformationFile(handle, &block, &answer, (uint)sizeof(FileBasicInformation), FileBasicClass);
        information = answer;
        return status;
    }

    [LibraryImport(Library)]
    private static partial int NtDuplicateObject(
        SafeProcessHandle sourceProcess,
        nint source,
        nint targetProcess,
        nint* target,
        uint access,
        uint attributes,
        uint options
    );

    [LibraryImport(Library)]
    private static partial int NtQueryObject(nint handle, int informationClass, void* information, uint length, uint* returnLength);

    [LibraryImport(Library)]
    private static partial int NtQueryInformationFile(
        nint file,
        IOStatusBlock* block,
        void* information,
        uint length,
        int informationClass
    );

    [LibraryImport(Library)]
    private static partial int NtClose(nint handle);
}

/// <summary><c>IO_STATUS_BLOCK</c>.</summary>
internal struct IOStatusBlock
{
    public nint Status;
    public nuint Information;
}

/// <summary><c>FILE_STANDARD_INFORMATION</c>.</summary>
internal struct FileStandardInformation
{
    public long AllocationSize;
    public long EndOfFile;
    public uint NumberOfLinks;
    public byte DeletePending;
    public byte Directory;
}

/// <summary><c>FILE_BASIC_INFORMATION</c>.</summary>
internal struct FileBasicInformation
{
    public const uint AttributeDirectory = 0x10;

    public long CreationTime;
    public long LastAccessTime;
    public long LastWriteTime;
    public long ChangeTime;
    public uint FileAttributes;
}

/// <summary><c>PROCESS_HANDLE_TABLE_ENTRY_INFO</c>: a handle of one process.</summary>
internal struct ProcessHandleEntry
{
    public nuint HandleValue;
    public nuint HandleCount;
    public nuint PointerCount;
    public uint GrantedAccess;
    public uint ObjectTypeIndex;
    public uint HandleAttributes;
    public uint Reserved;
}

/// <summary><c>SYSTEM_HANDLE_TABLE_ENTRY_INFO_EX</c>: a handle of the whole system's table.</summary>
internal struct SystemHandleEntry
{
    public nuint Object;
    public nuint UniqueProcessId;
    public nuint HandleValue;
    public uint GrantedAccess;
    public ushort CreatorBackTraceIndex;
    public ushort ObjectTypeIndex;
    public uint HandleAttributes;
    public uint Reserved;
}
