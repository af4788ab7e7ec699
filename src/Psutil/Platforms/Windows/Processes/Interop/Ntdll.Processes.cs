using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Ntdll
{
    // PROCESSINFOCLASS, from System Informer's phnt.
    public const int ProcessBasicClass = 0;
    public const int ProcessIOCountersClass = 2;
    public const int ProcessVirtualMemoryClass = 3;
    public const int ProcessTimesClass = 4;
    public const int ProcessHandleCountClass = 20;
    public const int ProcessWow64Class = 26;
    public const int ProcessIOPriorityClass = 33;
    public const int ProcessImageNameWin32Class = 43;
    public const int ProcessCommandLineClass = 60;

    // THREADINFOCLASS.
    private const int ThreadNameClass = 38;

    private const uint ThreadQueryLimitedInformation = 0x800;

    /// <summary>Opens the process that has a PID. The kernel uses <c>pid &amp; ~3</c>, so the caller must check the identity.</summary>
    public static int OpenProcess(int pid, uint access, out SafeProcessHandle? process)
    {
        ObjectAttributes attributes = new() { Length = (uint)sizeof(ObjectAttributes) };
        ClientId client = new() { UniqueProcess = (nuint)pid };
        nint handle = 0;
        int status = NtOpenProcess(&handle, access, &attributes, &client);
        process = NtStatus.Failed(status) ? null : new SafeProcessHandle(handle, ownsHandle: true);
        return status;
    }

    public static int QueryProcess(SafeProcessHandle process, int informationClass, void* buffer, int length, out int needed)
    {
        uint returned = 0;
        int status = NtQueryInformationProcess(process, informationClass, buffer, (uint)length, &returned);
        needed = (int)Math.Min(returned, int.MaxValue);
        return status;
    }

    /// <summary>An answer of fixed size.</summary>
    public static int QueryProcess<T>(SafeProcessHandle process, int informationClass, out T information)
        where T : unmanaged
    {
        T answer = default;
        int status = NtQueryInformationProcess(process, informationClass, &answer, (uint)sizeof(T), null);
        information = answer;
        return status;
    }

    public static int SetProcess<T>(SafeProcessHandle process, int informationClass, T information)
        where T : unmanaged => NtSetInformationProcess(process, informationClass, &information, (uint)sizeof(T));

    public static int SuspendProcess(SafeProcessHandle process) => NtSuspendProcess(process);

    public static int ResumeProcess(SafeProcessHandle process) => NtResumeProcess(process);

    public static int TerminateProcess(SafeProcessHandle process, int exitCode) => NtTerminateProcess(process, exitCode);

    /// <summary>Copies another process's memory.</summary>
    public static int ReadMemory(SafeProcessHandle process, nuint address, Span<byte> buffer, out int length)
    {
        nuint read = 0;
        fixed (byte* bytes = buffer)
        {
            int status = NtReadVirtualMemory(process, address, bytes, (nuint)buffer.Length, &read);
            length = (int)read;
            return status;
        }
    }

    /// <summary>
    /// The name of a thread (<c>SetThreadDescription</c>) in a buffer that begins with its <see cref="UnicodeString"/>. Windows 10 1607 and
    /// later.
    /// </summary>
    public static CallFailure QueryThreadName(int pid, int threadId, Span<byte> buffer, out nuint address)
    {
        ObjectAttributes attributes = new() { Length = (uint)sizeof(ObjectAttributes) };
        ClientId client = new() { UniqueProcess = (nuint)pid, UniqueThread = (nuint)threadId };
        nint handle = 0;
        address = 0;
        int status = NtOpenThread(&handle, ThreadQueryLimitedInformation, &attributes, &client);
        if (NtStatus.Failed(status))
        {
            return CallFailure.Status("NtOpenThread", status);
        }

        fixed (byte* bytes = buffer)
        {
            address = (nuint)bytes;
            status = NtQueryInformationThread(handle, ThreadNameClass, bytes, (uint)buffer.Length, null);
        }

        _ = NtClose(handle);
        return NtStatus.Failed(status) ? CallFailure.Status("NtQueryInformationThread(ThreadNameInformation)", status) : default;
    }

    [LibraryImport(Library)]
    private static partial int NtOpenProcess(nint* process, uint access, ObjectAttributes* attributes, ClientId* client);

    [LibraryImport(Library)]
    private static partial int NtOpenThread(nint* thread, uint access, ObjectAttributes* attributes, ClientId* client);

    [LibraryImport(Library)]
    private static partial int NtQueryInformationProcess(
        SafeProcessHandle process,
        int informationClass,
        void* information,
        uint length,
        uint* returnLength
    );

    [LibraryImport(Library)]
    private static partial int NtSetInformationProcess(SafeProcessHandle process, int informationClass, void* information, uint length);

    [LibraryImport(Library)]
    private static partial int NtQueryInformationThread(
        nint thread,
        int informationClass,
        void* information,
        uint length,
        uint* returnLength
    );

    [LibraryImport(Library)]
    private static partial int NtSuspendProcess(SafeProcessHandle process);

    [LibraryImport(Library)]
    private static partial int NtResumeProcess(SafeProcessHandle process);

    [LibraryImport(Library)]
    private static partial int NtTerminateProcess(SafeProcessHandle process, int exitStatus);

    [LibraryImport(Library)]
    private static partial int NtReadVirtualMemory(SafeProcessHandle process, nuint address, void* buffer, nuint length, nuint* read);
}

/// <summary><c>OBJECT_ATTRIBUTES</c>.</summary>
internal struct ObjectAttributes
{
    public uint Length;
    public nint RootDirectory;
    public nint ObjectName;
    public uint Attributes;
    public nint SecurityDescriptor;
    public nint SecurityQualityOfService;
}

/// <summary><c>CLIENT_ID</c>: the ID of a process or thread.</summary>
internal struct ClientId
{
    public nuint UniqueProcess;
    public nuint UniqueThread;
}

/// <summary><c>PROCESS_BASIC_INFORMATION</c>.</summary>
internal struct ProcessBasicInformation
{
    public int ExitStatus;
    public nuint PebBaseAddress;
    public nuint AffinityMask;
    public int BasePriority;
    public nuint UniqueProcessId;
    public nuint InheritedFromUniqueProcessId;
}

/// <summary><c>KERNEL_USER_TIMES</c>: two FILETIMEs and two spans of 100 ns.</summary>
internal struct KernelUserTimes
{
    public long CreateTime;
    public long ExitTime;
    public long KernelTime;
    public long UserTime;
}
