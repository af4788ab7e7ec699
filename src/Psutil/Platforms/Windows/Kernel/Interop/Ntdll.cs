using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>
/// NT's own system calls, each giving its NTSTATUS. Whatever is about processes or objects stands in <c>Ntdll.*.cs</c> by theme.
/// </summary>
internal static unsafe partial class Ntdll
{
    private const string Library = "ntdll.dll";

    // SYSTEM_INFORMATION_CLASS, as System Informer's phnt lists it.
    public const int SystemPerformanceClass = 2;
    public const int SystemTimeOfDayClass = 3;
    public const int SystemProcessClass = 5;
    public const int SystemProcessorPerformanceClass = 8;
    public const int SystemPageFileClass = 18;
    public const int SystemExtendedHandleClass = 64;
    public const int SystemProcessIdClass = 88;

    public static int QuerySystem(int informationClass, void* buffer, int length, out int needed)
    {
        uint returned = 0;
        int status = NtQuerySystemInformation(informationClass, buffer, (uint)length, &returned);
        needed = (int)Math.Min(returned, int.MaxValue);
        return status;
    }

    /// <summary>The same of one processor group. Windows 7 and later.</summary>
    public static int QuerySystem(int informationClass, ushort processorGroup, void* buffer, int length, out int needed)
    {
        uint returned = 0;
        int status = NtQuerySystemInformationEx(informationClass, &processorGroup, sizeof(ushort), buffer, (uint)length, &returned);
        needed = (int)Math.Min(returned, int.MaxValue);
        return status;
    }

    /// <summary>An answer of fixed size.</summary>
    public static int QuerySystem<T>(int informationClass, out T information)
        where T : unmanaged
    {
        T answer = default;
        int status = NtQuerySystemInformation(informationClass, &answer, (uint)sizeof(T), null);
        information = answer;
        return status;
    }

    /// <summary>The path of a process's program by its PID alone.</summary>
    public static int QueryImageName(int pid, Span<char> name, out int length)
    {
        fixed (char* buffer = name)
        {
            int bytes = Math.Min(name.Length * sizeof(char), ushort.MaxValue - 1);
            SystemProcessId request = new()
            {
                ProcessId = (nuint)pid,
                ImageName = new UnicodeString { MaximumLength = (ushort)bytes, Buffer = (nuint)buffer },
            };
            int status = NtQuerySystemInformation(SystemProcessIdClass, &request, (uint)sizeof(SystemProcessId), null);
            length = NtStatus.Failed(status) ? 0 : request.LengthWithin(name.Length);
            return status;
        }
    }

    [LibraryImport(Library)]
    private static partial int NtQuerySystemInformation(int informationClass, void* information, uint length, uint* returnLength);

    [LibraryImport(Library)]
    private static partial int NtQuerySystemInformationEx(
        int informationClass,
        void* input,
        uint inputLength,
        void* information,
        uint length,
        uint* returnLength
    );
}
