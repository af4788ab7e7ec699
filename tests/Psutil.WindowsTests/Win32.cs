using System.Runtime.InteropServices;

namespace Psutil.WindowsTests;

/// <summary>Documented calls that know the truth, declared apart from the library's own.</summary>
internal static unsafe partial class Win32
{
    public const uint SnapshotProcesses = 2;
    public const uint SnapshotThreads = 4;
    public const uint ProcessAllAccess = 0x1FFFFF;

    private const uint QueryAndAdjust = 0x28;

    [LibraryImport("kernel32.dll")]
    public static partial int K32EnumProcesses(int* pids, uint size, uint* needed);

    [LibraryImport("kernel32.dll")]
    public static partial nint CreateToolhelp32Snapshot(uint flags, uint pid);

    [LibraryImport("kernel32.dll")]
    public static partial int Process32FirstW(nint snapshot, ProcessEntry* entry);

    [LibraryImport("kernel32.dll")]
    public static partial int Process32NextW(nint snapshot, ProcessEntry* entry);

    [LibraryImport("kernel32.dll")]
    public static partial int Thread32First(nint snapshot, ThreadEntry* entry);

    [LibraryImport("kernel32.dll")]
    public static partial int Thread32Next(nint snapshot, ThreadEntry* entry);

    [LibraryImport("kernel32.dll")]
    public static partial int CloseHandle(nint handle);

    [LibraryImport("kernel32.dll")]
    public static partial int IsWow64Process(nint process, int* is32Bit);

    [LibraryImport("kernel32.dll")]
    public static partial nint OpenProcess(uint access, int inheritHandle, int pid);

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int ConvertStringSecurityDescriptorToSecurityDescriptorW(
        string text,
        uint revision,
        void** descriptor,
        uint* size
    );

    [LibraryImport("advapi32.dll", SetLastError = true)]
    public static partial int SetKernelObjectSecurity(nint handle, uint information, void* descriptor);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial nint CreateJobObjectW(nint security, string? name);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int SetInformationJobObject(nint job, int informationClass, void* information, uint length);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int AssignProcessToJobObject(nint job, nint process);

    [LibraryImport("kernel32.dll")]
    public static partial int GlobalMemoryStatusEx(MemoryStatus* status);

    [LibraryImport("kernel32.dll")]
    public static partial int GetSystemTimes(long* idle, long* kernel, long* user);

    [LibraryImport("kernel32.dll")]
    public static partial int GetProcessTimes(nint process, long* created, long* exited, long* kernel, long* user);

    [LibraryImport("kernel32.dll")]
    public static partial int GetProcessAffinityMask(nint process, nuint* own, nuint* system);

    [LibraryImport("kernel32.dll")]
    public static partial int CreatePipe(nint* read, nint* write, nint security, uint size);

    [LibraryImport("kernel32.dll")]
    public static partial int ReadFile(nint file, byte* buffer, uint length, uint* read, nint overlapped);

    [LibraryImport("shell32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial char** CommandLineToArgvW(string line, int* count);

    [LibraryImport("kernel32.dll")]
    public static partial nint LocalFree(void* memory);

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial nint OpenSCManagerW(string? machine, string? database, uint access);

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial nint OpenServiceW(nint manager, string name, uint access);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    public static partial int StartServiceW(nint service, uint count, nint arguments);

    [LibraryImport("advapi32.dll")]
    public static partial int CloseServiceHandle(nint handle);

    [LibraryImport("advapi32.dll")]
    public static partial int PrivilegeCheck(nint token, PrivilegeSet* required, int* result);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    public static partial int AdjustTokenPrivileges(nint token, int disableAll, void* state, uint length, void* previous, uint* returned);

    /// <summary>This program's token.</summary>
    public static Token OpenOwnToken()
    {
        nint token = 0;
        Assert.NotEqual(0, OpenProcessToken(-1, QueryAndAdjust, &token));
        return new Token(token);
    }

    public static long PrivilegeNumber(string name)
    {
        long number = 0;
        Assert.NotEqual(0, LookupPrivilegeValueW(null, name, &number));
        return number;
    }

    [LibraryImport("advapi32.dll")]
    private static partial int OpenProcessToken(nint process, uint access, nint* token);

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int LookupPrivilegeValueW(string? system, string name, long* number);

    public readonly record struct Token(nint Handle) : IDisposable
    {
        public void Dispose() => _ = CloseHandle(Handle);
    }

    /// <summary>With one privilege.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    public struct PrivilegeSet
    {
        public uint Count;
        public uint Control;
        public long Luid;
        public uint Attributes;
    }

    public struct ProcessEntry
    {
        public uint Size;
        public uint Usage;
        public uint ProcessId;
        public nuint DefaultHeapId;
        public uint ModuleId;
        public uint ThreadCount;
        public uint ParentProcessId;
        public int PriorityClassBase;
        public uint Flags;
        public fixed char ExeFile[260];
    }

    public struct ThreadEntry
    {
        public uint Size;
        public uint Usage;
        public uint ThreadId;
        public uint OwnerProcessId;
        public int BasePriority;
        public int DeltaPriority;
        public uint Flags;
    }

    public struct MemoryStatus
    {
        public uint Length;
        public uint MemoryLoad;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }
}
