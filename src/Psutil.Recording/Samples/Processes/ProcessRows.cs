using System.Diagnostics;

namespace Psutil.Recording;

/// <summary>The processes in a sample. The values of a field have numbers from 16 times its bit.</summary>
internal static partial class ProcessRows
{
    public const string Reading = "processes";
    public const string Visibility = "processes.visibility";
    public const string MaximumCount = "processes.maximum_count";

    /// <summary>What tells that a process did something; read of all processes at each sample.</summary>
    public const ProcessFields Watched =
        ProcessFields.Name
        | ProcessFields.ParentPid
        | ProcessFields.Status
        | ProcessFields.CreateTime
        | ProcessFields.CpuTimes
        | ProcessFields.Memory
        | ProcessFields.ThreadCount
        | ProcessFields.Nice
        | ProcessFields.PageFaults
        | ProcessFields.CpuNumber
        | ProcessFields.ProcessGroupId
        | ProcessFields.SessionId;

    /// <summary>What is read of processes that are new or did something.</summary>
    public const ProcessFields Details =
        ProcessFields.CommandLine
        | ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.UserName
        | ProcessFields.UserIds
        | ProcessFields.GroupIds
        | ProcessFields.Terminal
        | ProcessFields.IOPriority
        | ProcessFields.IOCounters
        | ProcessFields.ContextSwitches
        | ProcessFields.FileDescriptorCount
        | ProcessFields.HandleCount
        | ProcessFields.MemoryDetails
        | ProcessFields.CpuAffinity
        | ProcessFields.PriorityClass
        | ProcessFields.OomScore
        | ProcessFields.Cgroup
        | ProcessFields.PendingSignalCount;

    /// <summary>All fields that are recorded.</summary>
    public const ProcessFields Recorded = Watched | Details;

    private const int Value = ReadingFields.FirstValue;
    private const int NumbersPerField = 16;
    private const int BitCount = 63;
    private const int Nowhere = -1000;
    private const int FirstUnavailable = 1 << 12;

    private const int StartTime = 2000;
    private const int IsKernelThread = 2001;
    private const int IsCommandLineCut = 2002;
    private const int UnnamedFileCount = 2003;
    private const int PidField = 2004;

    /// <summary>The key of a process.</summary>
    public static string KeyOf(ProcessIdentity identity) =>
        string.Create(CultureInfo.InvariantCulture, $"{identity.Pid} {identity.StartTime}");

    public static ProcessIdentity? IdentityOf(Row row) =>
        row.Pid(PidField) is { } pid ? new ProcessIdentity(pid, row.Integer(StartTime)) : null;

    /// <summary>The row of a process.</summary>
    /// <param name="watched">Its watched fields.</param>
    /// <param name="details">The rest.</param>
    /// <param name="mask">What hides secrets in its arguments; null if nothing does.</param>
    public static Row RowOf(ProcessSnapshot watched, ProcessSnapshot details, Func<IReadOnlyList<string>, IReadOnlyList<string>>? mask)
    {
        RowBuilder row = new();
        row.Add(PidField, watched.Pid).Add(StartTime, watched.Identity.StartTime);
        WriteWatched(row, watched);
        WriteDetails(row, details, mask);
        WriteReasons(row, watched, Watched);
        WriteReasons(row, details, Details);
        return row.Build();
    }

    /// <summary>The snapshot that a row was made of, with the fields that are asked for.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="hasTraffic">Whether the traffic of processes was recorded, which a meter reads.</param>
    public static ProcessSnapshot? SnapshotOf(Row row, ProcessFields fields, bool hasTraffic)
    {
        if (IdentityOf(row) is not { } identity)
        {
            return null;
        }

        ProcessSnapshot snapshot = new(identity)
        {
            Name = row.Text(Where(ProcessFields.Name)),
            ParentPid = row.Int32(Where(ProcessFields.ParentPid)),
            Status = (ProcessStatus?)row.Int32(Where(ProcessFields.Status)),
            IsKernelThread = row.Bool(IsKernelThread),
            CreateTime = row.Time(Where(ProcessFields.CreateTime)),
            CpuTimes = CpuTimesOf(row, Where(ProcessFields.CpuTimes)),
            Memory = MemoryOf(row, Where(ProcessFields.Memory)),
            ThreadCount = row.Int32(Where(ProcessFields.ThreadCount)),
            Nice = row.Int32(Where(ProcessFields.Nice)),
            PageFaults = row.Integer(Where(ProcessFields.PageFaults)) is { } minor
                ? new ProcessPageFaults { Minor = minor, Major = row.Integer(Where(ProcessFields.PageFaults) + 1) }
                : null,
            CpuNumber = row.Int32(Where(ProcessFields.CpuNumber)),
            ProcessGroupId = row.Int32(Where(ProcessFields.ProcessGroupId)),
            SessionId = row.Int32(Where(ProcessFields.SessionId)),
            CommandLine = row.Texts(Where(ProcessFields.CommandLine)),
            IsCommandLineCut = row.Bool(IsCommandLineCut) ?? false,
            ExecutablePath = row.Text(Where(ProcessFields.ExecutablePath)),
            WorkingDirectory = row.Text(Where(ProcessFields.WorkingDirectory)),
            UserName = row.Text(Where(ProcessFields.UserName)),
            UserIds = IdsOf(row, Where(ProcessFields.UserIds)),
            GroupIds = IdsOf(row, Where(ProcessFields.GroupIds)),
            Terminal = row.Text(Where(ProcessFields.Terminal)),
            IOPriority = PriorityOf(row, Where(ProcessFields.IOPriority)),
            IOCounters = CountersOf(row, Where(ProcessFields.IOCounters)),
            ContextSwitches = row.Integer(Where(ProcessFields.ContextSwitches)) is { } voluntary
                ? new ProcessContextSwitches { Voluntary = voluntary, Involuntary = row.Integer(Where(ProcessFields.ContextSwitches) + 1) }
                : null,
            FileDescriptorCount = row.Int32(Where(ProcessFields.FileDescriptorCount)),
            HandleCount = row.Int32(Where(ProcessFields.HandleCount)),
            MemoryDetails = ProcessMemoryFields.Of(row, Where(ProcessFields.MemoryDetails)),
            CpuAffinity = row.Numbers(Where(ProcessFields.CpuAffinity)),
            PriorityClass = (ProcessPriorityClass?)row.Int32(Where(ProcessFields.PriorityClass)),
            OomScore = row.Int32(Where(ProcessFields.OomScore)),
            Cgroup = CgroupOf(row, Where(ProcessFields.Cgroup)),
            PendingSignalCount = row.Int32(Where(ProcessFields.PendingSignalCount)),
            UnnamedFileCount = row.Int32(UnnamedFileCount),
            Unavailable = ReasonsOf(row, fields, hasTraffic ? Recorded | ProcessFields.NetworkIO : Recorded),
        };
        return snapshot.Select(fields);

        // Most of a row is passed over where few fields are asked for.
        int Where(ProcessFields field) => (fields & field) != 0 ? At(field) : Nowhere;
    }

    private static int At(ProcessFields field) => NumbersPerField * BitOf(field);

    private static int BitOf(ProcessFields field) => System.Numerics.BitOperations.TrailingZeroCount((long)field);

    private static void WriteWatched(RowBuilder row, ProcessSnapshot process)
    {
        row.Add(At(ProcessFields.Name), process.Name)
            .Add(At(ProcessFields.ParentPid), process.ParentPid)
            .Add(At(ProcessFields.Status), (long?)process.Status)
            .Add(IsKernelThread, process.IsKernelThread)
            .Add(At(ProcessFields.CreateTime), process.CreateTime)
            .Add(At(ProcessFields.ThreadCount), process.ThreadCount)
            .Add(At(ProcessFields.Nice), process.Nice)
            .Add(At(ProcessFields.PageFaults), process.PageFaults?.Minor)
            .Add(At(ProcessFields.PageFaults) + 1, process.PageFaults?.Major)
            .Add(At(ProcessFields.CpuNumber), process.CpuNumber)
            .Add(At(ProcessFields.ProcessGroupId), process.ProcessGroupId)
            .Add(At(ProcessFields.SessionId), process.SessionId);
        if (process.CpuTimes is { } times)
        {
            int first = At(ProcessFields.CpuTimes);
            row.Add(first, times.User)
                .Add(first + 1, times.System)
                .Add(first + 2, times.ChildrenUser)
                .Add(first + 3, times.ChildrenSystem)
                .Add(first + 4, times.IOWait);
        }

        if (process.Memory is { } memory)
        {
            int first = At(ProcessFields.Memory);
            row.Add(first, memory.Rss)
                .Add(first + 1, memory.Vms)
                .Add(first + 2, memory.Shared)
                .Add(first + 3, memory.Text)
                .Add(first + 4, memory.Data)
                .Add(first + 5, memory.Stack)
                .Add(first + 6, memory.PeakRss)
                .Add(first + 7, memory.PeakVms);
        }
    }

    private static void WriteDetails(RowBuilder row, ProcessSnapshot process, Func<IReadOnlyList<string>, IReadOnlyList<string>>? mask)
    {
        IReadOnlyList<string>? arguments = process.CommandLine;
        row.Add(At(ProcessFields.CommandLine), arguments is null || mask is null ? arguments : mask(arguments))
            .Add(IsCommandLineCut, process.IsCommandLineCut ? true : null)
            .Add(At(ProcessFields.ExecutablePath), process.ExecutablePath)
            .Add(At(ProcessFields.WorkingDirectory), process.WorkingDirectory)
            .Add(At(ProcessFields.UserName), process.UserName)
            .Add(At(ProcessFields.Terminal), process.Terminal)
            .Add(At(ProcessFields.ContextSwitches), process.ContextSwitches?.Voluntary)
            .Add(At(ProcessFields.ContextSwitches) + 1, process.ContextSwitches?.Involuntary)
            .Add(At(ProcessFields.FileDescriptorCount), process.FileDescriptorCount)
            .Add(At(ProcessFields.HandleCount), process.HandleCount)
            .Add(At(ProcessFields.PriorityClass), (long?)process.PriorityClass)
            .Add(At(ProcessFields.OomScore), process.OomScore)
            .Add(At(ProcessFields.PendingSignalCount), process.PendingSignalCount)
            .Add(UnnamedFileCount, process.UnnamedFileCount)
            .Add(At(ProcessFields.CpuAffinity), process.CpuAffinity);
        Write(row, At(ProcessFields.UserIds), process.UserIds);
        Write(row, At(ProcessFields.GroupIds), process.GroupIds);
        ProcessMemoryFields.Write(row, At(ProcessFields.MemoryDetails), process.MemoryDetails);
        if (process.IOPriority is { } priority)
        {
            int first = At(ProcessFields.IOPriority);
            row.Add(first, true)
                .Add(first + 1, (long?)priority.Class)
                .Add(first + 2, priority.Level)
                .Add(first + 3, (long?)priority.Windows);
        }

        if (process.IOCounters is { } counters)
        {
            int first = At(ProcessFields.IOCounters);
            row.Add(first, true)
                .Add(first + 1, counters.ReadCount)
                .Add(first + 2, counters.WriteCount)
                .Add(first + 3, counters.ReadBytes)
                .Add(first + 4, counters.WriteBytes)
                .Add(first + 5, counters.ReadChars)
                .Add(first + 6, counters.WriteChars)
                .Add(first + 7, counters.OtherCount)
                .Add(first + 8, counters.OtherBytes);
        }

        if (process.Cgroup is { } cgroup)
        {
            int first = At(ProcessFields.Cgroup);
            row.Add(first, cgroup.Path)
                .Add(first + 1, cgroup.Unit)
                .Add(first + 2, cgroup.ContainerId)
                .Add(first + 3, cgroup.Runtime)
                .Add(first + 4, cgroup.PodUid);
        }
    }

    private static void Write(RowBuilder row, int first, CredentialIds? ids) =>
        row.Add(first, ids?.Real).Add(first + 1, ids?.Effective).Add(first + 2, ids?.Saved);

    private static void WriteReasons(RowBuilder row, ProcessSnapshot process, ProcessFields fields)
    {
        foreach ((ProcessFields field, Unavailability reason) in process.Unavailable)
        {
            if ((field & fields) == 0)
            {
                continue;
            }

            ReasonFields.Write(row, FirstUnavailable + (ReasonFields.Count * BitOf(field)), reason);
        }
    }

    private static Dictionary<ProcessFields, Unavailability> ReasonsOf(Row row, ProcessFields fields, ProcessFields recorded)
    {
        Dictionary<ProcessFields, Unavailability> reasons = [];
        for (int bit = 0; bit < BitCount; bit++)
        {
            ProcessFields field = (ProcessFields)(1L << bit);
            if ((field & fields) == 0)
            {
                continue;
            }

            if (ReasonFields.Of(row, FirstUnavailable + (ReasonFields.Count * bit)) is { } reason)
            {
                reasons[field] = reason;
            }
            else if ((field & recorded) == 0 && (field & (ProcessFields.All | ProcessFields.Gpu | ProcessFields.NetworkIO)) != 0)
            {
                reasons[field] = new Unavailability { Reason = UnavailableReason.NotRecorded };
            }
        }

        return reasons;
    }

    private static ProcessCpuTimes? CpuTimesOf(Row row, int first) =>
        row.Duration(first) is { } user && row.Duration(first + 1) is { } system
            ? new ProcessCpuTimes
            {
                User = user,
                System = system,
                ChildrenUser = row.Duration(first + 2),
                ChildrenSystem = row.Duration(first + 3),
                IOWait = row.Duration(first + 4),
            }
            : null;

    private static ProcessMemory? MemoryOf(Row row, int first) =>
        row.Integer(first) is { } rss && row.Integer(first + 1) is { } vms
            ? new ProcessMemory
            {
                Rss = rss,
                Vms = vms,
                Shared = row.Integer(first + 2),
                Text = row.Integer(first + 3),
                Data = row.Integer(first + 4),
                Stack = row.Integer(first + 5),
                PeakRss = row.Integer(first + 6),
                PeakVms = row.Integer(first + 7),
            }
            : null;

    private static CredentialIds? IdsOf(Row row, int first) =>
        row.UInt32(first) is { } real && row.UInt32(first + 1) is { } effective && row.UInt32(first + 2) is { } saved
            ? new CredentialIds
            {
                Real = real,
                Effective = effective,
                Saved = saved,
            }
            : null;

    private static IOPriority? PriorityOf(Row row, int first) =>
        row.Bool(first) == true
            ? new IOPriority
            {
                Class = (IOPriorityClass?)row.Int32(first + 1),
                Level = row.Int32(first + 2),
                Windows = (WindowsIOPriority?)row.Int32(first + 3),
            }
            : null;

    private static ProcessIOCounters? CountersOf(Row row, int first) =>
        row.Bool(first) == true
            ? new ProcessIOCounters
            {
                ReadCount = row.Integer(first + 1),
                WriteCount = row.Integer(first + 2),
                ReadBytes = row.Integer(first + 3),
                WriteBytes = row.Integer(first + 4),
                ReadChars = row.Integer(first + 5),
                WriteChars = row.Integer(first + 6),
                OtherCount = row.Integer(first + 7),
                OtherBytes = row.Integer(first + 8),
            }
            : null;

    private static ProcessCgroup? CgroupOf(Row row, int first) =>
        row.Text(first) is { } path
            ? new ProcessCgroup
            {
                Path = path,
                Unit = row.Text(first + 1),
                ContainerId = row.Text(first + 2),
                Runtime = row.Text(first + 3),
                PodUid = row.Text(first + 4),
            }
            : null;

    /// <summary>Who can see which processes, and how many there can be.</summary>
    public static void ReadLimits(Processes processes, SampleDraft sample)
    {
        sample.Read(Visibility, row => row.Add(Value, (long)processes.GetVisibility()).Add(Value + 1, processes.GetHiddenCount()));
        sample.Read(MaximumCount, row => row.Add(Value, processes.GetMaximumCount()));
    }

    public static ProcessVisibility VisibilityOf(Row row) => (ProcessVisibility)(row.Int32(Value) ?? 0);

    public static int? HiddenCountOf(Row row) => row.Int32(Value + 1);

    public static long? MaximumCountOf(Row row) => row.Integer(Value);
}
