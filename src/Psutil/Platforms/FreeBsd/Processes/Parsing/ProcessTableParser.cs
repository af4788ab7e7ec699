using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd.Parsing;

/// <summary>Records of FreeBSD's process table (<c>struct kinfo_proc</c>).</summary>
internal static unsafe class ProcessTableParser
{
    private const long BytesPerKibibyte = 1024;

    /// <summary>
    /// The length of each record, from the first one; 0 if it is invalid. Later kernels may have longer records, with new fields at the
    /// end.
    /// </summary>
    public static int RecordSize(ReadOnlySpan<byte> table)
    {
        int size = table.Length < sizeof(int) ? 0 : MemoryMarshal.Read<int>(table);
        return size >= Unsafe.SizeOf<KinfoProc>() && size <= table.Length ? size : 0;
    }

    /// <summary>Parses a record. Returns the name of the malformed field if it fails.</summary>
    /// <param name="bytes">The record.</param>
    /// <param name="bootMicroseconds">When the machine started. The kernel adds it to a process's own start time, and a change of the clock
    /// changes it.</param>
    /// <param name="pageSize">Bytes per page.</param>
    /// <param name="process">The process.</param>
    /// <param name="malformed">The malformed field.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes,
        long bootMicroseconds,
        long pageSize,
        out ProcessRecord process,
        out string? malformed
    )
    {
        process = default;
        if (RecordSize(bytes) == 0)
        {
            malformed = "ki_structsize";
            return false;
        }

        ref readonly KinfoProc record = ref MemoryMarshal.AsRef<KinfoProc>(bytes);
        if (record.ki_pid < 0)
        {
            malformed = "ki_pid";
            return false;
        }

        malformed = null;
        long rss = record.ki_rssize * pageSize;
        long peak = record.ki_rusage.ru_maxrss * BytesPerKibibyte;
        process = new ProcessRecord
        {
            Pid = record.ki_pid,
            ParentPid = record.ki_ppid,
            ProcessGroupId = record.ki_pgid,
            SessionId = record.ki_sid,
            StartTime = record.ki_start.Microseconds - bootMicroseconds,
            CreateTime = UnixTime.FromSeconds(record.ki_start.tv_sec, record.ki_start.tv_usec),
            Name = record.Name,
            Status = ToStatus(record.ki_stat, record.ki_flag),
            UserIds = new CredentialIds
            {
                Real = record.ki_ruid,
                Effective = record.ki_uid,
                Saved = record.ki_svuid,
            },
            GroupIds = new CredentialIds
            {
                Real = record.ki_rgid,
                Effective = record.ki_groups[0],
                Saved = record.ki_svgid,
            },
            Terminal = record.ki_tdev == unchecked((ulong)ProcessNumbers.NODEV) ? null : record.ki_tdev,
            Nice = record.ki_nice - ProcessNumbers.NZERO,
            CpuTimes = new ProcessCpuTimes
            {
                User = ToTime(record.ki_rusage.ru_utime),
                System = ToTime(record.ki_rusage.ru_stime),
                ChildrenUser = ToTime(record.ki_rusage_ch.ru_utime),
                ChildrenSystem = ToTime(record.ki_rusage_ch.ru_stime),
            },
            Memory = new ProcessMemory
            {
                Rss = rss,
                Vms = (long)record.ki_size,
                Text = record.ki_tsize * pageSize,
                Data = record.ki_dsize * pageSize,
                Stack = record.ki_ssize * pageSize,

                // Counted at another time than the RSS, and not for kernel processes.
                PeakRss = peak == 0 ? null : Math.Max(peak, rss),
            },
            ThreadCount = record.ki_numthreads,
            ContextSwitches = new ProcessContextSwitches
            {
                Voluntary = record.ki_rusage.ru_nvcsw,
                Involuntary = record.ki_rusage.ru_nivcsw,
            },
            PageFaults = new ProcessPageFaults { Minor = record.ki_rusage.ru_minflt, Major = record.ki_rusage.ru_majflt },
            IOCounters = new ProcessIOCounters { ReadCount = record.ki_rusage.ru_inblock, WriteCount = record.ki_rusage.ru_oublock },
            CpuNumber = ToCpu(record),
            IsKernel = (record.ki_flag & ProcessNumbers.P_KPROC) != 0,
        };
        return true;
    }

    /// <summary>A thread's record.</summary>
    public static bool TryParseThread(ReadOnlySpan<byte> bytes, out ProcessThreadInfo thread)
    {
        thread = default;
        if (RecordSize(bytes) == 0)
        {
            return false;
        }

        ref readonly KinfoProc record = ref MemoryMarshal.AsRef<KinfoProc>(bytes);
        thread = new ProcessThreadInfo
        {
            Id = record.ki_tid,
            Name = OSText.GetString([.. record.ThreadName, .. record.ThreadNameRest]),
            Status = ToStatus(record.ki_stat, record.ki_flag),
            User = ToTime(record.ki_rusage.ru_utime),
            System = ToTime(record.ki_rusage.ru_stime),
        };
        return true;
    }

    private static ProcessStatus? ToStatus(int state, long flags) =>
        state switch
        {
            ProcessNumbers.SIDL => ProcessStatus.Idle,
            ProcessNumbers.SRUN => ProcessStatus.Running,
            ProcessNumbers.SSLEEP => ProcessStatus.Sleeping,
            ProcessNumbers.SSTOP => (flags & ProcessNumbers.P_TRACED) != 0 ? ProcessStatus.TracingStop : ProcessStatus.Stopped,
            ProcessNumbers.SZOMB => ProcessStatus.Zombie,
            ProcessNumbers.SWAIT => ProcessStatus.Waiting,
            ProcessNumbers.SLOCK => ProcessStatus.Locked,
            _ => null,
        };

    private static int? ToCpu(in KinfoProc record)
    {
        int cpu = record.ki_stat == ProcessNumbers.SRUN && record.ki_oncpu != ProcessNumbers.NOCPU ? record.ki_oncpu : record.ki_lastcpu;
        return cpu == ProcessNumbers.NOCPU ? null : cpu;
    }

    private static TimeSpan ToTime(in TimeValue time) => TimeSpan.FromTicks(unchecked(time.Microseconds * TimeSpan.TicksPerMicrosecond));
}
