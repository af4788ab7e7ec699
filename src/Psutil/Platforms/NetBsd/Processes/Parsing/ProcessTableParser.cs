using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd.Parsing;

/// <summary>Records of NetBSD's process table (<c>struct kinfo_proc2</c>) and of threads (<c>struct kinfo_lwp</c>).</summary>
internal static class ProcessTableParser
{
    private const long BytesPerKibibyte = 1024;

    public static bool TryParse(ReadOnlySpan<byte> bytes, long pageSize, out ProcessRecord process, out string? malformed)
    {
        process = default;
        if (bytes.Length < Unsafe.SizeOf<KinfoProc2>())
        {
            malformed = nameof(KinfoProc2.p_vm_msize);
            return false;
        }

        ref readonly KinfoProc2 record = ref MemoryMarshal.AsRef<KinfoProc2>(bytes);
        if (record.p_pid < 0)
        {
            malformed = nameof(record.p_pid);
            return false;
        }

        malformed = null;
        process = new ProcessRecord
        {
            Pid = record.p_pid,
            ParentPid = record.p_ppid,
            ProcessGroupId = record.p__pgid,
            SessionId = record.p_sid,

            // Recorded at the start by the clock of that time, so a change of the clock does not affect it.
            Name = record.Name,
            Status = ToStatus(record),
            UserIds = new CredentialIds
            {
                Real = record.p_ruid,
                Effective = record.p_uid,
                Saved = record.p_svuid,
            },
            GroupIds = new CredentialIds
            {
                Real = record.p_rgid,
                Effective = record.p_gid,
                Saved = record.p_svgid,
            },
            Terminal = record.p_tdev == unchecked((uint)ProcessNumbers.NODEV) ? null : record.p_tdev,
            Nice = record.p_nice - ProcessNumbers.NZERO,

            ThreadCount = (int)Math.Min(record.p_nlwps, int.MaxValue),
            IsKernel = (record.p_flag & ProcessNumbers.P_SYSTEM) != 0,
        };
        // Not of a process that ends, or that runs a new program (sys/kern/kern_proc.c, fill_kproc2).
        if (record.p_uvalid != 0)
        {
            TakeUsage(record, pageSize, ref process);
        }

        return true;
    }

    /// <summary>
    /// A thread; false if it does not run yet or has ended. The kernel reports its user and system time together; they are returned as user
    /// time.
    /// </summary>
    public static bool TryParseThread(in KinfoLwp record, out ProcessThreadInfo thread)
    {
        thread = new ProcessThreadInfo
        {
            Id = record.l_lid,
            Name = record.Name.IsEmpty ? null : OSText.GetString(record.Name),
            Status = ToThreadStatus(record.l_stat),
            User = ToTime(record.l_rtime_sec, record.l_rtime_usec),
            System = TimeSpan.Zero,
        };
        return (int)record.l_stat is not (ProcessNumbers.LSIDL or ProcessNumbers.LSZOMB);
    }

    private static void TakeUsage(in KinfoProc2 record, long pageSize, ref ProcessRecord process)
    {
        long rss = record.p_vm_rssize * pageSize;
        long peak = unchecked((long)record.p_uru_maxrss * BytesPerKibibyte);

        // Recorded at the start by the clock of that time: changes of the clock do not affect it.
        process.StartTime = (record.p_ustart_sec * 1_000_000L) + record.p_ustart_usec;
        process.CreateTime = UnixTime.FromSeconds(record.p_ustart_sec, record.p_ustart_usec);

        // For ended children only the sum of both times is reported.
        process.CpuTimes = new ProcessCpuTimes
        {
            User = ToTime(record.p_uutime_sec, record.p_uutime_usec),
            System = ToTime(record.p_ustime_sec, record.p_ustime_usec),
        };
        process.Memory = new ProcessMemory
        {
            Rss = rss,

            // As in top.
            Vms = record.p_vm_msize * pageSize,
            Text = record.p_vm_tsize * pageSize,
            Data = record.p_vm_dsize * pageSize,
            Stack = record.p_vm_ssize * pageSize,
            PeakRss = peak == 0 ? null : Math.Max(peak, rss),
        };
        process.ContextSwitches = new ProcessContextSwitches
        {
            Voluntary = (long)record.p_uru_nvcsw,
            Involuntary = (long)record.p_uru_nivcsw,
        };
        process.PageFaults = new ProcessPageFaults { Minor = (long)record.p_uru_minflt, Major = (long)record.p_uru_majflt };
        process.IOCounters = new ProcessIOCounters { ReadCount = (long)record.p_uru_inblock, WriteCount = (long)record.p_uru_oublock };
    }

    // The numbers of both kinds of state overlap.
    private static ProcessStatus? ToStatus(in KinfoProc2 record) =>
        (int)Math.Min(record.p_realstat, int.MaxValue) switch
        {
            ProcessNumbers.SDYING or ProcessNumbers.SZOMB or ProcessNumbers.SDEAD => ProcessStatus.Zombie,
            ProcessNumbers.SSTOP => ProcessStatus.Stopped,
            _ => ToThreadStatus(record.p_stat),
        };

    private static ProcessStatus? ToThreadStatus(int state) =>
        state switch
        {
            ProcessNumbers.LSIDL => ProcessStatus.Idle,

            // In a run queue, but not on a CPU yet.
            ProcessNumbers.LSRUN => ProcessStatus.Waking,
            ProcessNumbers.LSONPROC => ProcessStatus.Running,
            ProcessNumbers.LSSLEEP => ProcessStatus.Sleeping,
            ProcessNumbers.LSSTOP => ProcessStatus.Stopped,
            ProcessNumbers.LSZOMB => ProcessStatus.Zombie,
            ProcessNumbers.LSSUSPENDED => ProcessStatus.Suspended,
            _ => null,
        };

    private static TimeSpan ToTime(uint seconds, uint microseconds) =>
        TimeSpan.FromTicks((seconds * TimeSpan.TicksPerSecond) + (microseconds * TimeSpan.TicksPerMicrosecond));
}
