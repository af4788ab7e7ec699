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

    private static ProcessCpuTimes ToCpuTimes(in ProcPidStat stat) =>
        new()
        {
            User = LinuxTime.FromTicks(stat.UserTicks),
            System = LinuxTime.FromTicks(stat.SystemTicks),
            ChildrenUser = stat.ChildrenUserTicks >= 0 ? LinuxTime.FromTicks(stat.ChildrenUserTicks) : null,
            ChildrenSystem = stat.ChildrenSystemTicks >= 0 ? LinuxTime.FromTicks(stat.ChildrenSystemTicks) : null,
            IOWait = stat.BlockIOTicks is >= 0 and { } ticks ? LinuxTime.FromTicks(ticks) : null,
        };
}
