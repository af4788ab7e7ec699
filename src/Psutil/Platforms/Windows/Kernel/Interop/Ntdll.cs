using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>
/// NT's system calls. Each returns its NTSTATUS. Those about processes or objects are in <c>Ntdll.*.cs</c> by subject.
/// </summary>
internal static unsafe partial class Ntdll
{
    private const string Library = "ntdll.dll";

    // SYSTEM_INFORMATION_CLASS, from System Informer's phnt. The others are next to the structures that they fill.
    public const int SystemTimeOfDayClass = 3;

    public static int QuerySystem(int informationClass, void* buffer, int length, out int needed)
    {
        uint returned = 0;
        int status = NtQuerySystemInformation(informationClass, buffer, (uint)length, &returned);
        needed = (int)Math.Min(returned, int.MaxValue);
        return status;
    }

    /// <summary>The same for one processor group. Windows 7 and later.</summary>
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

/// <summary><c>SYSTEM_TIMEOFDAY_INFORMATION</c>: FILETIMEs and spans of 100 ns.</summary>
internal struct SystemTimeOfDay
{
    public long BootTime;
    public long CurrentTime;
    public long TimeZoneBias;
    public uint TimeZoneId;
    public uint Reserved;
    public ulong BootTimeBias;
    public ulong SleepTimeBias;
}
