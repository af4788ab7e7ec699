using Psutil.Tool.Report;

namespace Psutil.Tool.Listing;

/// <summary>
/// All fields of a process: what <c>ps</c>, <c>top</c>, the page of <c>info</c> and JSON are made of. A new field is one more property
/// here, and its place in <see cref="Known"/>.
/// </summary>
internal static partial class ProcessFieldTable
{
    // Initialized before the fields, because one of them depends on it.
    private static readonly ProcessFields Offered = ReadOffered();

    public static ProcessField Pid { get; } =
        new()
        {
            Name = "pid",
            Sources = ProcessFields.None,
            Write = (writer, row) => writer.Number(row.Snapshot.Pid),
            IsRightAligned = true,
            Number = row => row.Snapshot.Pid,
        };

    public static ProcessField ParentPid { get; } =
        new()
        {
            Name = "ppid",
            Sources = ProcessFields.ParentPid,
            Write = (writer, row) => writer.Number(row.Snapshot.ParentPid),
            IsRightAligned = true,
            Rank = 10,
            Number = row => row.Snapshot.ParentPid,
        };

    public static ProcessField Name { get; } =
        new()
        {
            Name = "name",
            Sources = ProcessFields.Name,
            Write = (writer, row) => writer.Text(row.Snapshot.Name),
            Word = row => row.Snapshot.Name,
        };

    public static ProcessField ExecutablePath { get; } =
        new()
        {
            Name = "exe",
            Sources = ProcessFields.ExecutablePath,
            Write = (writer, row) => writer.Text(row.Snapshot.ExecutablePath),
            Word = row => row.Snapshot.ExecutablePath,
        };

    public static ProcessField CommandLine { get; } =
        new()
        {
            Name = "cmdline",
            Sources = ProcessFields.CommandLine,
            Write = (writer, row) => writer.TextList(row.Caption.CommandLine),
            Columns = [new("cmdline", (writer, row) => writer.Text(ProcessCommand.Of(row.Caption)), "COMMAND")],
            ExtraTableSources = ProcessFields.Name,
            Word = row => row.Caption.CommandLine is { } arguments ? string.Join(' ', arguments) : null,
        };

    public static ProcessField Environment { get; } =
        new()
        {
            Name = "environ",
            Sources = ProcessFields.Environment,
            Write = (writer, row) => ProcessReport.WriteEnvironment(writer, row.Snapshot.Environment),
        };

    public static ProcessField CreateTime { get; } =
        new()
        {
            Name = "create_time",
            Sources = ProcessFields.CreateTime,
            Write = (writer, row) => writer.Instant(row.Snapshot.CreateTime),
            Header = "START",
            IsRightAligned = true,
            Rank = 8,
            Number = row => row.Snapshot.CreateTime?.UtcTicks,
        };

    public static ProcessField Status { get; } =
        new()
        {
            Name = "status",
            Sources = ProcessFields.Status,
            Write = (writer, row) => writer.Text(row.Snapshot.Status is { } status ? ProcessReport.StatusName(status) : null),
            Header = "STATE",
            Rank = 3,
            Word = row => row.Snapshot.Status is { } status ? ProcessReport.StatusName(status) : null,
        };

    public static ProcessField IsKernelThread { get; } =
        new()
        {
            Name = "is_kernel_thread",
            Sources = ProcessFields.Status,
            Write = (writer, row) => writer.Flag(row.Snapshot.IsKernelThread),
        };

    public static ProcessField WorkingDirectory { get; } =
        new()
        {
            Name = "cwd",
            Sources = ProcessFields.WorkingDirectory,
            Write = (writer, row) => writer.Text(row.Snapshot.WorkingDirectory),
            Word = row => row.Snapshot.WorkingDirectory,
        };

    public static ProcessField UserName { get; } =
        new()
        {
            Name = "username",
            Sources = ProcessFields.UserName,
            Write = (writer, row) => writer.Text(row.Caption.UserName),
            Header = "USER",
            Rank = 2,
            Word = row => row.Caption.UserName,
        };

    public static ProcessField UserIds { get; } =
        new()
        {
            Name = "uids",
            Sources = ProcessFields.UserIds,
            Write = (writer, row) => ProcessReport.WriteIds(writer, row.Snapshot.UserIds),
            Number = row => row.Snapshot.UserIds?.Real,
            IsLeftOutWhereNotOffered = true,
        };

    public static ProcessField GroupIds { get; } =
        new()
        {
            Name = "gids",
            Sources = ProcessFields.GroupIds,
            Write = (writer, row) => ProcessReport.WriteIds(writer, row.Snapshot.GroupIds),
            Number = row => row.Snapshot.GroupIds?.Real,
            IsLeftOutWhereNotOffered = true,
        };

    public static ProcessField Terminal { get; } =
        new()
        {
            Name = "terminal",
            Sources = ProcessFields.Terminal,
            Write = (writer, row) => writer.Text(row.Snapshot.Terminal),
            Word = row => row.Snapshot.Terminal,
            IsLeftOutWhereNotOffered = true,
        };

    public static ProcessField ProcessGroupId { get; } =
        new()
        {
            Name = "pgid",
            Sources = ProcessFields.ProcessGroupId,
            Write = (writer, row) => writer.Number(row.Snapshot.ProcessGroupId),
            IsRightAligned = true,
            Number = row => row.Snapshot.ProcessGroupId,
            IsLeftOutWhereNotOffered = true,
        };

    public static ProcessField SessionId { get; } =
        new()
        {
            Name = "sid",
            Sources = ProcessFields.SessionId,
            Write = (writer, row) => writer.Number(row.Snapshot.SessionId),
            IsRightAligned = true,
            Number = row => row.Snapshot.SessionId,
            IsLeftOutWhereNotOffered = true,
        };

    public static ProcessField Cgroup { get; } =
        new()
        {
            Name = "cgroup",
            Sources = ProcessFields.Cgroup,
            Write = (writer, row) => ProcessReport.WriteCgroup(writer, row.Snapshot.Cgroup),
            Columns = [new("cgroup", (writer, row) => writer.Text(row.Snapshot.Cgroup?.Path))],
            Word = row => row.Snapshot.Cgroup?.Path,
            IsLeftOutWhereNotOffered = true,
        };

    public static ProcessField Nice { get; } =
        new()
        {
            Name = "nice",
            Sources = (Offered & ProcessFields.Nice) != 0 ? ProcessFields.Nice : ProcessFields.PriorityClass,
            Write = (writer, row) => writer.Number(row.Nice),
            Header = "NI",
            IsRightAligned = true,
            Rank = 6,
            Number = row => row.Nice,
        };

    public static ProcessField IOPriority { get; } =
        new()
        {
            Name = "ionice",
            Sources = ProcessFields.IOPriority,
            Write = (writer, row) => ProcessReport.WriteIOPriority(writer, row.Snapshot.IOPriority),
        };

    public static ProcessField ResourceLimits { get; } =
        new()
        {
            Name = "rlimits",
            Sources = ProcessFields.ResourceLimits,
            Write = (writer, row) => ProcessReport.WriteResourceLimits(writer, row.Snapshot.ResourceLimits),
            IsLeftOutWhereNotOffered = true,
        };

    public static ProcessField IOCounters { get; } =
        new()
        {
            Name = "io_counters",
            Sources = ProcessFields.IOCounters,
            Write = (writer, row) => ProcessReport.WriteIOCounters(writer, row.Snapshot.IOCounters),
            Number = row =>
                row.Snapshot.IOCounters is { } counters
                    ? counters.ReadBytes.GetValueOrDefault() + counters.WriteBytes.GetValueOrDefault()
                    : null,
            LargestFirst = true,
        };

    public static ProcessField ContextSwitches { get; } =
        new()
        {
            Name = "num_ctx_switches",
            Sources = ProcessFields.ContextSwitches,
            Write = (writer, row) => ProcessReport.WriteContextSwitches(writer, row.Snapshot.ContextSwitches),
            Number = row =>
                row.Snapshot.ContextSwitches is { } switches ? switches.Voluntary + switches.Involuntary.GetValueOrDefault() : null,
            LargestFirst = true,
        };

    public static ProcessField FileDescriptorCount { get; } =
        new()
        {
            Name = "num_fds",
            Sources = ProcessFields.FileDescriptorCount,
            Write = (writer, row) => writer.Number(row.Snapshot.FileDescriptorCount),
            IsRightAligned = true,
            Number = row => row.Snapshot.FileDescriptorCount,
            LargestFirst = true,
            IsLeftOutWhereNotOffered = true,
        };

    public static ProcessField HandleCount { get; } =
        new()
        {
            Name = "num_handles",
            Sources = ProcessFields.HandleCount,
            Write = (writer, row) => writer.Number(row.Snapshot.HandleCount),
            IsRightAligned = true,
            Number = row => row.Snapshot.HandleCount,
            LargestFirst = true,
            IsLeftOutWhereNotOffered = true,
        };

    public static ProcessField ThreadCount { get; } =
        new()
        {
            Name = "num_threads",
            Sources = ProcessFields.ThreadCount,
            Write = (writer, row) => writer.Number(row.Snapshot.ThreadCount),
            Header = "THR",
            IsRightAligned = true,
            Rank = 7,
            Number = row => row.Snapshot.ThreadCount,
            LargestFirst = true,
        };

    public static ProcessField Threads { get; } =
        new()
        {
            Name = "threads",
            Sources = ProcessFields.Threads,
            Write = (writer, row) => ProcessReport.WriteThreads(writer, row.Snapshot.Threads),
        };

    public static ProcessField CpuTimes { get; } =
        new()
        {
            Name = "cpu_times",
            Sources = ProcessFields.CpuTimes,
            Write = (writer, row) => ProcessReport.WriteCpuTimes(writer, row.Snapshot.CpuTimes),
            Columns =
            [
                new("cpu_times", (writer, row) => writer.Seconds(row.Snapshot.CpuTimes?.Total), "TIME", IsRightAligned: true, Rank: 5),
            ],
            Number = row => row.Snapshot.CpuTimes?.Total.TotalSeconds,
            LargestFirst = true,
        };

    public static ProcessField CpuPercent { get; } =
        new()
        {
            Name = "cpu_percent",
            Sources = ProcessFields.CpuTimes,
            Write = (writer, row) => writer.Percent(row.CpuPercent),
            Header = "CPU%",
            IsRightAligned = true,
            Number = row => row.CpuPercent,
            LargestFirst = true,
        };

    public static ProcessField CpuPercentAverage { get; } =
        new()
        {
            Name = "cpu_percent_average",
            Sources = ProcessFields.CpuTimes | ProcessFields.CreateTime,
            Write = (writer, row) => writer.Percent(row.CpuPercentAverage),
            Header = "AVG-CPU%",
            IsRightAligned = true,
            Rank = 3,
            Number = row => row.CpuPercentAverage,
            LargestFirst = true,
        };

    public static ProcessField CpuAffinity { get; } =
        new()
        {
            Name = "cpu_affinity",
            Sources = ProcessFields.CpuAffinity,
            Write = (writer, row) => ProcessReport.WriteCpuAffinity(writer, row.Snapshot.CpuAffinity),
        };

    public static ProcessField CpuNumber { get; } =
        new()
        {
            Name = "cpu_num",
            Sources = ProcessFields.CpuNumber,
            Write = (writer, row) => writer.Number(row.Snapshot.CpuNumber),
            IsRightAligned = true,
            Number = row => row.Snapshot.CpuNumber,
        };

    public static ProcessField OomScore { get; } = NumberWhereOffered("oom_score", ProcessFields.OomScore, row => row.Snapshot.OomScore);

    public static ProcessField PendingSignalCount { get; } =
        NumberWhereOffered("signals_pending", ProcessFields.PendingSignalCount, row => row.Snapshot.PendingSignalCount);

    public static ProcessField MemoryMaps { get; } =
        new()
        {
            Name = "memory_maps",
            Sources = ProcessFields.MemoryMaps,
            Write = (writer, row) => ProcessMemoryReport.WriteMaps(writer, row.Snapshot.MemoryMaps, grouped: true),
        };

    public static ProcessField PageFaults { get; } =
        new()
        {
            Name = "page_faults",
            Sources = ProcessFields.PageFaults,
            Write = (writer, row) => ProcessReport.WritePageFaults(writer, row.Snapshot.PageFaults),
            Number = row => row.Snapshot.PageFaults?.Major,
            LargestFirst = true,
        };

    public static ProcessField OpenFiles { get; } =
        new()
        {
            Name = "open_files",
            Sources = ProcessFields.OpenFiles,
            Write = (writer, row) => ProcessReport.WriteOpenFiles(writer, row.Snapshot.OpenFiles),
        };

    public static ProcessField Connections { get; } =
        new()
        {
            Name = "net_connections",
            Sources = ProcessFields.Connections,
            Write = (writer, row) => ConnectionReport.WriteAll(writer, row.Snapshot.Connections),
        };

    /// <summary>Every field of any system, in the order of the JSON contract.</summary>
    public static IReadOnlyList<ProcessField> Known { get; } =
    [
        Pid,
        ParentPid,
        Name,
        ExecutablePath,
        CommandLine,
        Environment,
        CreateTime,
        Status,
        WorkingDirectory,
        UserName,
        UserIds,
        GroupIds,
        Terminal,
        ProcessGroupId,
        SessionId,
        Cgroup,
        Nice,
        IOPriority,
        ResourceLimits,
        IOCounters,
        ContextSwitches,
        FileDescriptorCount,
        HandleCount,
        ThreadCount,
        Threads,
        CpuTimes,
        CpuPercent,
        CpuPercentAverage,
        CpuAffinity,
        CpuNumber,
        Memory,
        MemoryDetails,
        MemoryFootprint,
        MemoryPercent,
        OomScore,
        PendingSignalCount,
        MemoryMaps,
        PageFaults,
        OpenFiles,
        Connections,
        IsKernelThread,
        Gpu,
        GpuMemory,
        GpuPercent,
        NetworkIO,
        Energy,
    ];

    /// <summary>The fields that can be named on this operating system.</summary>
    public static IReadOnlyList<ProcessField> Nameable { get; } =
    [.. Known.Where(field => !field.IsLeftOutWhereNotOffered || (Offered & field.Sources) != 0)];

    /// <summary>Those of them that "all" stands for.</summary>
    public static IReadOnlyList<ProcessField> All { get; } = [.. Nameable.Where(field => !field.IsOnlyOnRequest)];
}
