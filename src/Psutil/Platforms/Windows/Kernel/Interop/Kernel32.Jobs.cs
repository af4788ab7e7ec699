using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    // JOBOBJECTINFOCLASS.
    public const int JobAccountingClass = 1;
    public const int JobMembersClass = 3;
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

    /// <summary>A new job; invalid, with the error, if there is none.</summary>
    public static SafeFileHandle CreateJob(out int error)
    {
        SafeFileHandle job = CreateJobObject(null, null);
        error = job.IsInvalid ? Win32Error.Last : Win32Error.Success;
        return job;
    }

    /// <summary>Sets the limits of a job.</summary>
    public static int SetLimits(SafeFileHandle job, JobExtendedLimits limits) =>
        ErrorOf(SetInformationJobObject(job, JobExtendedLimitsClass, &limits, (uint)sizeof(JobExtendedLimits)));

    /// <summary>Ends all processes of a job.</summary>
    public static int TerminateJob(SafeFileHandle job, int exitCode) => ErrorOf(TerminateJobObject(job, (uint)exitCode));

    /// <summary>The PIDs of the processes of a job that have not ended.</summary>
    public static int ReadJobMembers(SafeFileHandle job, out HashSet<int> pids)
    {
        // JOBOBJECT_BASIC_PROCESS_ID_LIST: two 32-bit numbers, how many there are and how many are listed, and the PIDs as pointers.
        const int Header = 8;
        const int MostMembers = 1 << 20;
        pids = [];
        for (int room = 64; ; room *= 4)
        {
            byte[] bytes = GC.AllocateUninitializedArray<byte>(Header + (room * sizeof(nuint)));
            int error;
            uint listed;
            fixed (byte* buffer = bytes)
            {
                error = ErrorOf(QueryInformationJobObject(job, JobMembersClass, buffer, (uint)bytes.Length, null));
                listed = error == Win32Error.Success ? Math.Min(((uint*)buffer)[1], (uint)room) : 0;
                for (uint index = 0; index < listed; index++)
                {
                    pids.Add((int)((nuint*)(buffer + Header))[index]);
                }
            }

            if (error != Win32Error.MoreData || room >= MostMembers)
            {
                return error;
            }
        }
    }

    /// <summary>How many processes of a job have not ended; null if that is unknown.</summary>
    public static int? CountMembers(SafeFileHandle job)
    {
        JobAccounting accounting = default;
        int error = ErrorOf(QueryInformationJobObject(job, JobAccountingClass, &accounting, (uint)sizeof(JobAccounting), null));
        return error == Win32Error.Success ? (int)accounting.ActiveProcesses : null;
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

    [LibraryImport(Library, EntryPoint = "CreateJobObjectW", SetLastError = true)]
    private static partial SafeFileHandle CreateJobObject(void* attributes, char* name);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int SetInformationJobObject(SafeFileHandle job, int informationClass, void* information, uint length);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int QueryInformationJobObject(
        SafeFileHandle job,
        int informationClass,
        void* information,
        uint length,
        uint* returned
    );

    [LibraryImport(Library, SetLastError = true)]
    private static partial int TerminateJobObject(SafeFileHandle job, uint exitCode);

    [LibraryImport(Library)]
    private static partial int IsProcessInJob(nint process, nint job, int* result);
}

/// <summary><c>JOBOBJECT_BASIC_LIMIT_INFORMATION</c>.</summary>
internal struct JobBasicLimits
{
    public const uint LimitsProcessTime = 0x2;
    public const uint LimitsActiveProcesses = 0x8;
    public const uint LimitsProcessMemory = 0x100;
    public const uint LimitsJobMemory = 0x200;
    public const uint KillsOnClose = 0x2000;

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

/// <summary><c>JOBOBJECT_BASIC_ACCOUNTING_INFORMATION</c>, times in 100 ns.</summary>
internal struct JobAccounting
{
    public long TotalUserTime;
    public long TotalKernelTime;
    public long ThisPeriodTotalUserTime;
    public long ThisPeriodTotalKernelTime;
    public uint TotalPageFaultCount;
    public uint TotalProcesses;
    public uint ActiveProcesses;
    public uint TotalTerminatedProcesses;
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
