using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

// What stat becomes in a snapshot.
internal sealed partial class LinuxProcessReader
{
    // An amount below zero, or a number that does not fit, costs its field alone.
    private static void OmitImpossible(in ProcPidStat stat, ProcessSnapshot snapshot, ref CaptureFailures failures)
    {
        ref CommonFields common = ref snapshot.Common;
        if (stat.ParentPid < 0)
        {
            common.ParentPid = null;
            failures.AddMalformed(ProcessFields.ParentPid, "stat", "ppid");
        }

        if (stat.UserTicks < 0 || stat.SystemTicks < 0)
        {
            common.CpuTimes = null;
            failures.AddMalformed(ProcessFields.CpuTimes, "stat", stat.UserTicks < 0 ? "utime" : "stime");
        }

        if (stat.ThreadCount < 0)
        {
            common.ThreadCount = null;
            failures.AddMalformed(ProcessFields.ThreadCount, "stat", "num_threads");
        }

        if (stat.Nice == int.MinValue)
        {
            common.Nice = null;
            failures.AddMalformed(ProcessFields.Nice, "stat", "nice");
        }

        if (stat.MinorFaults < 0 || stat.MajorFaults < 0)
        {
            common.PageFaults = null;
            failures.AddMalformed(ProcessFields.PageFaults, "stat", stat.MinorFaults < 0 ? "minflt" : "majflt");
        }

        if (stat.RssPages < 0)
        {
            common.ApproximateRss = null;
            failures.AddMalformed(ProcessFields.ApproximateRss, "stat", "rss");
        }
    }

    /// <summary>The same from the kernel's table, for the fields of <c>stat</c> and <c>statm</c>.</summary>
    /// <param name="record">The record, whose sums are right.</param>
    /// <param name="name">The record's name, or the whole one.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="last">The CPU times shown last; replaced by the new ones.</param>
    /// <param name="scope">What the captures share.</param>
    public ProcessSnapshot Assemble(
        in BpfProcessRecord record,
        scoped ReadOnlySpan<byte> name,
        ProcessFields fields,
        ref (ulong User, ulong System) last,
        scoped ref LinuxCaptureScope scope
    )
    {
        ProcPidStat stat = record.ToStat(ref last);
        ProcessSnapshot snapshot = new(new ProcessIdentity(record.Pid, stat.StartTicks), fields);
        CaptureFailures failures = default;
        if (fields.Wants(ProcessFields.Memory))
        {
            snapshot.SetMemory(record.ToStatm().ToMemory(Libc.PageSize));
        }

        TakeStat(in stat, name, fields, snapshot, ref scope, ref failures);
        return snapshot.Complete(fields, _rules, failures);
    }

    /// <summary>
    /// Reads the whole name of a kernel thread whose record has the beginning: the file costs a third of <c>stat</c> and <c>statm</c>.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="buffer">Receives the name.</param>
    /// <returns>The length of the name; 0 if the thread has ended, so that its PID may be another process's.</returns>
    public int ReadWholeName(in BpfProcessRecord record, scoped Span<byte> buffer)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadResult read = Proc.Read(KernelPath.OfProcess(record.Pid, "comm"u8, room), buffer);
        ReadOnlySpan<byte> name = read.Failed ? [] : buffer[..read.Value].TrimEnd((byte)'\n');
        return name.StartsWith(record.Name) ? name.Length : 0;
    }

    private static ProcessCpuTimes ToCpuTimes(in ProcPidStat stat, scoped ref LinuxCaptureScope scope) =>
        new()
        {
            User = LinuxTime.FromTicks(stat.UserTicks),
            System = LinuxTime.FromTicks(stat.SystemTicks),
            ChildrenUser = stat.ChildrenUserTicks >= 0 ? LinuxTime.FromTicks(stat.ChildrenUserTicks) : null,
            ChildrenSystem = stat.ChildrenSystemTicks >= 0 ? LinuxTime.FromTicks(stat.ChildrenSystemTicks) : null,
            IOWait = stat.BlockIOTicks is >= 0 and { } ticks && scope.CountsIOWait() ? LinuxTime.FromTicks(ticks) : null,
        };
}
