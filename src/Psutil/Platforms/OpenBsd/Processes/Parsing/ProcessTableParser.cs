using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd.Parsing;

/// <summary>Records of OpenBSD's process table (<c>struct kinfo_proc</c>).</summary>
internal static class ProcessTableParser
{
    private const long BytesPerKibibyte = 1024;

    // The kernel adds the boot time to a process's own in nanoseconds and cuts both to microseconds, so the difference can be off by one.
    private const long MicrosecondsPerIdentityUnit = 10_000;

    public static bool TryParse(
        ReadOnlySpan<byte> bytes,
        long bootMicroseconds,
        long pageSize,
        out ProcessRecord process,
        out string? malformed
    )
    {
        process = default;
        if (bytes.Length < Unsafe.SizeOf<KinfoProc>())
        {
            malformed = nameof(KinfoProc.p_tid);
            return false;
        }

        ref readonly KinfoProc record = ref MemoryMarshal.AsRef<KinfoProc>(bytes);
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
            Name = record.Name,
            Status = ToStatus(record.p_stat),
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

            IsKernel = (record.p_flag & ProcessNumbers.P_SYSTEM) != 0,
        };
        // What the kernel does not fill in of a process that ends; meanwhile p_uvalid may be set, and the state is that of the thread that
        // frees it (sys/kern/kern_sysctl.c, fill_kproc).
        if (record.p_uvalid != 0 && record.p_ustart_sec != 0)
        {
            TakeUsage(record, bootMicroseconds, pageSize, ref process);
        }
        else
        {
            process.Status = ProcessStatus.Zombie;
        }

        return true;
    }

    /// <summary>A thread's record; false for the record of the process itself.</summary>
    public static bool TryParseThread(ReadOnlySpan<byte> bytes, out ProcessThreadInfo thread)
    {
        ref readonly KinfoProc record = ref MemoryMarshal.AsRef<KinfoProc>(bytes);
        thread = new ProcessThreadInfo
        {
            Id = record.p_tid,
            Status = ToStatus(record.p_stat),
            User = ToTime(record.p_uutime_sec, record.p_uutime_usec),
            System = ToTime(record.p_ustime_sec, record.p_ustime_usec),
        };
        return record.p_tid >= 0;
    }

    private static void TakeUsage(in KinfoProc record, long bootMicroseconds, long pageSize, ref ProcessRecord process)
    {
        long rss = record.p_vm_rssize * pageSize;
        long peak = unchecked((long)record.p_uru_maxrss * BytesPerKibibyte);
        long start = unchecked((long)record.p_ustart_sec * 1_000_000 + record.p_ustart_usec);
        process.StartTime = unchecked(start - bootMicroseconds) / MicrosecondsPerIdentityUnit;
        process.CreateTime = UnixTime.FromSeconds((long)Math.Min(record.p_ustart_sec, long.MaxValue), record.p_ustart_usec);

        // For ended children only the sum of both times is reported.
        process.CpuTimes = new ProcessCpuTimes
        {
            User = ToTime(record.p_uutime_sec, record.p_uutime_usec),
            System = ToTime(record.p_ustime_sec, record.p_ustime_usec),
        };
        process.Memory = new ProcessMemory
        {
            Rss = rss,

            // As in ps.
            Vms = ((long)record.p_vm_dsize + record.p_vm_ssize + record.p_vm_tsize) * pageSize,
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

    private static ProcessStatus? ToStatus(int state) =>
        state switch
        {
            ProcessNumbers.SIDL => ProcessStatus.Idle,

            // In a run queue, but not on a CPU yet.
            ProcessNumbers.SRUN => ProcessStatus.Waking,
            ProcessNumbers.SONPROC => ProcessStatus.Running,
            ProcessNumbers.SSLEEP => ProcessStatus.Sleeping,
            ProcessNumbers.SSTOP => ProcessStatus.Stopped,
            ProcessNumbers.SZOMB or ProcessNumbers.SDEAD => ProcessStatus.Zombie,
            _ => null,
        };

    private static TimeSpan ToTime(uint seconds, uint microseconds) =>
        TimeSpan.FromTicks((seconds * TimeSpan.TicksPerSecond) + (microseconds * TimeSpan.TicksPerMicrosecond));
}
