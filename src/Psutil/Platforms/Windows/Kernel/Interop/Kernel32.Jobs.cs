using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    // JOBOBJECTINFOCLASS.
    public const int JobExtendedLimitsClass = 9;
    public const int JobCpuRateClass = 15;
    public const int JobMemoryUsageClass = 28;

    /// <summary>Information about the job that this process belongs to; fails if it belongs to none.</summary>
    public static int QueryOwnJob<T>(int informationClass, out T information)
        where T : unmanaged
    {
        T answer = default;
        int error = ErrorOf(QueryInformationJobObject(0, informationClass, &answer, (uint)sizeof(T), null));
        information = answer;
        return error;
    }

    /// <summary>Whether this process belongs to a job.</summary>
    public static bool IsInJob
    {
        get
        {
            int isInJob = 0;
            return IsProcessInJob(-1, 0, &isInJob) != 0 && isInJob != 0;
        }
    }

    [LibraryImport(Library, SetLastError = true)]
    private static partial int QueryInformationJobObject(nint job, int informationClass, void* information, uint length, uint* returned);

    [LibraryImport(Library)]
    private static partial int IsProcessInJob(nint process, nint job, int* result);
}

/// <summary><c>JOBOBJECT_BASIC_LIMIT_INFORMATION</c>.</summary>
internal struct JobBasicLimits
{
    public const uint LimitsActiveProcesses = 0x8;
    public const uint LimitsProcessMemory = 0x100;
    public const uint LimitsJobMemory = 0x200;

    public long PerProcessUserTimeLimit;
    public long PerJobUserTimeLimit;
    public uint LimitFlags;
    public nuint MinimumWorkingSetSize;
    public nuint MaximumWorkingSetSize;
    public uint ActiveProcessLimit;
    public nuint Affinity;
    public uint PriorityClass;
    public uint SchedulingClass;
}

/// <summary><c>JOBOBJECT_EXTENDED_LIMIT_INFORMATION</c>.</summary>
internal struct JobExtendedLimits
{
    public JobBasicLimits Basic;
    public IOCounters IO;
    public nuint ProcessMemoryLimit;
    public nuint JobMemoryLimit;
    public nuint PeakProcessMemoryUsed;
    public nuint PeakJobMemoryUsed;
}

/// <summary><c>JOBOBJECT_CPU_RATE_CONTROL_INFORMATION</c>.</summary>
internal struct JobCpuRate
{
    public const uint Enabled = 0x1;
    public const uint WeightBased = 0x2;
    public const uint HardCap = 0x4;
    public const uint MinimumMaximum = 0x10;

    public uint ControlFlags;

    /// <summary>
    /// In 1/10000 of all CPUs; for <see cref="MinimumMaximum"/> the minimum in the low and the maximum in the high half; or a weight.
    /// </summary>
    public uint Rate;
}

/// <summary><c>JOBOBJECT_MEMORY_USAGE_INFORMATION</c>, in bytes.</summary>
internal struct JobMemoryUsage
{
    public ulong JobMemory;
    public ulong PeakJobMemoryUsed;
}
