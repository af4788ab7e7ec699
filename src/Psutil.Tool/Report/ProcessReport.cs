using Psutil.Tool.Listing;
using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>A process, field by field.</summary>
internal static class ProcessReport
{
    /// <summary>
    /// Writes the requested fields of a process as the members of an object: always the PID, and the reasons of missing fields.
    /// </summary>
    public static void Write(ReportWriter writer, ProcessRow row, IReadOnlyList<ProcessField> fields)
    {
        writer.Number("pid", row.Snapshot.Pid);
        foreach (ProcessField field in fields)
        {
            if (field != ProcessFieldTable.Pid)
            {
                writer.Name(field.Name);
                field.Write(writer, row);
            }
        }

        WriteCut(writer, "cmdline_truncated", row.Caption.IsCommandLineCut);
        WriteCut(writer, "environ_truncated", row.Snapshot.IsEnvironmentCut);
        writer.StartObject("unavailable");
        foreach (ProcessField field in fields)
        {
            if (row.ReasonFor(field) is { } reason)
            {
                writer.Text(field.Name, Reasons.Of(reason));
            }
        }

        writer.EndObject();
    }

    // Nearly every process has all fields: then there is no list of reasons.
    private static void WriteCut(ReportWriter writer, string name, bool isCut)
    {
        if (isCut)
        {
            writer.Flag(name, true);
        }
    }

    /// <summary>The parent's PID; 0 if the process has no parent.</summary>
    public static int? ParentPid(ProcessSnapshot snapshot) =>
        snapshot.ParentPid ?? (snapshot.Unavailable.ContainsKey(ProcessFields.ParentPid) ? null : 0);

    /// <summary>The states of a process.</summary>
    public static IEnumerable<ProcessStatus> Statuses => Enum.GetValues<ProcessStatus>().Where(status => status != ProcessStatus.Unknown);

    public static string StatusName(ProcessStatus status) =>
        status switch
        {
            ProcessStatus.Running => "running",
            ProcessStatus.Sleeping => "sleeping",
            ProcessStatus.DiskSleep => "disk-sleep",
            ProcessStatus.Stopped => "stopped",
            ProcessStatus.TracingStop => "tracing-stop",
            ProcessStatus.Zombie => "zombie",
            ProcessStatus.Dead => "dead",
            ProcessStatus.WakeKill => "wake-kill",
            ProcessStatus.Waking => "waking",
            ProcessStatus.Idle => "idle",
            ProcessStatus.Parked => "parked",
            ProcessStatus.Locked => "locked",
            ProcessStatus.Waiting => "waiting",
            ProcessStatus.Suspended => "suspended",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
        };

    public static void WriteEnvironment(ReportWriter writer, IReadOnlyDictionary<string, string>? environment)
    {
        if (environment is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((string name, string value) in environment)
        {
            writer.Text(name, value);
        }

        writer.EndObject();
    }

    public static void WriteIds(ReportWriter writer, CredentialIds? known)
    {
        if (known is not { } ids)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Number("real", ids.Real);
        writer.Number("effective", ids.Effective);
        writer.Number("saved", ids.Saved);
        writer.EndObject();
    }

    public static void WriteCgroup(ReportWriter writer, ProcessCgroup? known)
    {
        if (known is not { } cgroup)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Text("path", cgroup.Path);
        writer.Text("unit", cgroup.Unit);
        writer.Text("container_id", cgroup.ContainerId);
        writer.Text("runtime", cgroup.Runtime);
        writer.Text("pod_uid", cgroup.PodUid);
        writer.EndObject();
    }

    public static void WriteIOPriority(ReportWriter writer, IOPriority? known)
    {
        if (known is not { } priority)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        // The numbers depend on the system: Windows counts its priorities from 0.
        writer.Number(
            "ioclass",
            priority.Windows is { } windows ? windows - WindowsIOPriority.VeryLow : (int)priority.Class.GetValueOrDefault()
        );
        writer.Number("value", priority.Level.GetValueOrDefault());
        writer.EndObject();
    }

    public static void WriteResourceLimits(ReportWriter writer, IReadOnlyDictionary<ResourceKind, ResourceLimit>? limits)
    {
        if (limits is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((ResourceKind kind, ResourceLimit limit) in limits.OrderBy(pair => ResourceName(pair.Key), StringComparer.Ordinal))
        {
            writer.StartArray(ResourceName(kind));
            writer.Number(ResourceValue(limit.Soft));
            writer.Number(ResourceValue(limit.Hard));
            writer.EndArray();
        }

        writer.EndObject();
    }

    /// <summary>The name of a limit: the C constant in lower case, without <c>RLIMIT_</c>.</summary>
    public static string ResourceName(ResourceKind kind) =>
        kind switch
        {
            ResourceKind.CpuTime => "cpu",
            ResourceKind.FileSize => "fsize",
            ResourceKind.DataSize => "data",
            ResourceKind.StackSize => "stack",
            ResourceKind.CoreFileSize => "core",
            ResourceKind.ResidentSet => "rss",
            ResourceKind.ProcessCount => "nproc",
            ResourceKind.OpenFiles => "nofile",
            ResourceKind.LockedMemory => "memlock",
            ResourceKind.AddressSpace => "as",
            ResourceKind.FileLocks => "locks",
            ResourceKind.PendingSignals => "sigpending",
            ResourceKind.MessageQueue => "msgqueue",
            ResourceKind.Nice => "nice",
            ResourceKind.RealTimePriority => "rtprio",
            ResourceKind.RealTimeTimeout => "rttime",
            ResourceKind.SocketBuffers => "sbsize",
            ResourceKind.PseudoTerminals => "npts",
            ResourceKind.Swap => "swap",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    public static void WriteIOCounters(ReportWriter writer, ProcessIOCounters? known)
    {
        if (known is not { } counters)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Number("read_count", counters.ReadCount);
        writer.Number("write_count", counters.WriteCount);
        writer.Bytes("read_bytes", counters.ReadBytes);
        writer.Bytes("write_bytes", counters.WriteBytes);
        writer.OptionalBytes("read_chars", counters.ReadChars);
        writer.OptionalBytes("write_chars", counters.WriteChars);
        if (counters.OtherCount is not null)
        {
            writer.Number("other_count", counters.OtherCount);
        }

        writer.OptionalBytes("other_bytes", counters.OtherBytes);
        writer.EndObject();
    }

    public static void WriteContextSwitches(ReportWriter writer, ProcessContextSwitches? known)
    {
        if (known is not { } switches)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Number("voluntary", switches.Voluntary);
        writer.Number("involuntary", switches.Involuntary);
        writer.EndObject();
    }

    public static void WritePageFaults(ReportWriter writer, ProcessPageFaults? known)
    {
        if (known is not { } faults)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Number("minor", faults.Minor);
        writer.Number("major", faults.Major);
        writer.EndObject();
    }

    public static void WriteThreads(ReportWriter writer, IReadOnlyList<ProcessThreadInfo>? threads)
    {
        if (threads is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (ProcessThreadInfo thread in threads)
        {
            writer.StartObject();
            writer.Number("id", thread.Id);
            writer.Text("name", thread.Name);
            writer.Seconds("user_time", thread.User);
            writer.Seconds("system_time", thread.System);
            writer.Text("status", thread.Status is { } status ? StatusName(status) : null);
            writer.EndObject();
        }

        writer.EndArray();
    }

    public static void WriteCpuTimes(ReportWriter writer, ProcessCpuTimes? known)
    {
        if (known is not { } times)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Seconds("user", times.User);
        writer.Seconds("system", times.System);
        writer.Seconds("children_user", times.ChildrenUser);
        writer.Seconds("children_system", times.ChildrenSystem);
        writer.Seconds("iowait", times.IOWait);
        writer.EndObject();
    }

    public static void WriteCpuAffinity(ReportWriter writer, IReadOnlyList<int>? cpus)
    {
        if (cpus is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (int cpu in cpus)
        {
            writer.Number(cpu);
        }

        writer.EndArray();
    }

    public static void WriteOpenFiles(ReportWriter writer, IReadOnlyList<ProcessOpenFile>? files)
    {
        if (files is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (ProcessOpenFile file in files)
        {
            writer.StartObject();
            WriteOpenFile(writer, file);
            writer.EndObject();
        }

        writer.EndArray();
    }

    /// <summary>The members of one open file's object.</summary>
    public static void WriteOpenFile(ReportWriter writer, ProcessOpenFile file)
    {
        writer.Text("path", file.Path);
        writer.Number("fd", file.FileDescriptor);
        writer.Number("position", file.Position);
        writer.Text("mode", file.Mode);
        writer.Number("flags", file.Flags);
        writer.Flag("deleted", file.IsDeleted ?? false);
    }

    // psutil's RLIM_INFINITY is -1.
    private static long ResourceValue(ulong? limit) => limit is { } value ? (long)Math.Min(value, long.MaxValue) : -1;
}
