using Psutil.Tool.Report;

namespace Psutil.Tool.Listing;

/// <summary>All fields of a process, in the order of the JSON contract.</summary>
internal static class ProcessFieldTable
{
    public static IReadOnlyList<ProcessField> All { get; } = [.. Create().Where(field => field.IsOffered)];

    /// <summary>
    /// What <c>ps</c> shows when nothing else is asked for: from sources that cost little, and nothing that may be secret.
    /// </summary>
    public static IReadOnlyList<ProcessField> Default { get; } =
        Select(
            "pid",
            "ppid",
            "username",
            "status",
            "nice",
            "num_threads",
            "memory_percent",
            "memory_info",
            "cpu_times",
            "create_time",
            "name"
        );

    /// <summary>The same with the arguments in place of the name.</summary>
    public static IReadOnlyList<ProcessField> WithArguments(IReadOnlyList<ProcessField> fields) =>
        [.. fields.Where(field => field.Name is not ("name" or "cmdline")), .. Select("cmdline")];

    public static ProcessField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    /// <summary>The field of that name, or else the one whose first column has that title: RSS, rss, CPU%, cpu.</summary>
    public static ProcessField? FindByNameOrTitle(string word) =>
        Find(word) ?? All.FirstOrDefault(field => field.TableColumns is [var first, ..] && IsTitle(first.Header ?? first.Name, word));

    private static bool IsTitle(string title, string word) =>
        title.Equals(word, StringComparison.OrdinalIgnoreCase) || title.TrimEnd('%').Equals(word, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<ProcessField> Select(params string[] names) => [.. names.Select(Find).OfType<ProcessField>()];

    private static IEnumerable<ProcessField> Create()
    {
        foreach (ProcessField field in Identity().Concat(Owner()).Concat(Counters()).Concat(CpuAndMemory()).Concat(Lists()))
        {
            yield return field;
        }
    }

    private static IEnumerable<ProcessField> Identity() =>
        [
            new()
            {
                Name = "pid",
                Sources = ProcessFields.None,
                Write = (writer, row) => writer.Number(row.Snapshot.Pid),
                IsRightAligned = true,
                Key = row => row.Snapshot.Pid,
            },
            new()
            {
                Name = "ppid",
                Sources = ProcessFields.ParentPid,
                Write = (writer, row) => writer.Number(ProcessReport.ParentPid(row.Snapshot)),
                IsRightAligned = true,
                Rank = 6,
                Key = row => ProcessReport.ParentPid(row.Snapshot),
            },
            new()
            {
                Name = "name",
                Sources = ProcessFields.Name,
                Write = (writer, row) => writer.Text(row.Snapshot.Name),
                Key = row => row.Snapshot.Name,
            },
            new()
            {
                Name = "exe",
                Sources = ProcessFields.ExecutablePath,
                Write = (writer, row) => writer.Text(row.Snapshot.ExecutablePath),
                Key = row => row.Snapshot.ExecutablePath,
            },
            new()
            {
                Name = "cmdline",
                Sources = ProcessFields.CommandLine,
                Write = (writer, row) => writer.TextList(row.Snapshot.CommandLine),
                Columns = [new("cmdline", (writer, row) => writer.Text(CommandLine(row.Snapshot)), "COMMAND")],
                ExtraTableSources = ProcessFields.Name,
                Key = row => row.Snapshot.CommandLine is { } arguments ? string.Join(' ', arguments) : null,
            },
            new()
            {
                Name = "environ",
                Sources = ProcessFields.Environment,
                Write = (writer, row) => ProcessReport.WriteEnvironment(writer, row.Snapshot.Environment),
            },
            new()
            {
                Name = "create_time",
                Sources = ProcessFields.CreateTime,
                Write = (writer, row) => writer.Instant(row.Snapshot.CreateTime),
                Header = "START",
                IsRightAligned = true,
                Rank = 4,
                Key = row => row.Snapshot.CreateTime,
            },
            new()
            {
                Name = "status",
                Sources = ProcessFields.Status,
                Write = (writer, row) => writer.Text(row.Snapshot.Status is { } status ? ProcessReport.StatusName(status) : null),
                Header = "STATE",
                Rank = 2,
                Key = row => row.Snapshot.Status is { } status ? ProcessReport.StatusName(status) : null,
            },
            new()
            {
                Name = "cwd",
                Sources = ProcessFields.WorkingDirectory,
                Write = (writer, row) => writer.Text(row.Snapshot.WorkingDirectory),
                Key = row => row.Snapshot.WorkingDirectory,
            },
        ];

    private static IEnumerable<ProcessField> Owner() =>
        [
            new()
            {
                Name = "username",
                Sources = ProcessFields.UserName,
                Write = (writer, row) => writer.Text(row.Snapshot.UserName),
                Header = "USER",
                Rank = 1,
                Key = row => row.Snapshot.UserName,
            },
            new()
            {
                Name = "uids",
                Sources = ProcessFields.UserIds,
                Write = (writer, row) => ProcessReport.WriteIds(writer, row.Snapshot.UserIds),
                Key = row => row.Snapshot.UserIds?.Real,
                IsOffered = !OperatingSystem.IsWindows(),
            },
            new()
            {
                Name = "gids",
                Sources = ProcessFields.GroupIds,
                Write = (writer, row) => ProcessReport.WriteIds(writer, row.Snapshot.GroupIds),
                Key = row => row.Snapshot.GroupIds?.Real,
                IsOffered = !OperatingSystem.IsWindows(),
            },
            new()
            {
                Name = "terminal",
                Sources = ProcessFields.Terminal,
                Write = (writer, row) => writer.Text(row.Snapshot.Terminal),
                Key = row => row.Snapshot.Terminal,
                IsOffered = !OperatingSystem.IsWindows(),
            },
            new()
            {
                Name = "nice",
                Sources = OperatingSystem.IsWindows() ? ProcessFields.PriorityClass : ProcessFields.Nice,
                Write = (writer, row) => writer.Number(Nice(row)),
                Header = "NI",
                IsRightAligned = true,
                Rank = 7,
                Key = row => Nice(row),
            },
            new()
            {
                Name = "ionice",
                Sources = ProcessFields.IOPriority,
                Write = (writer, row) => ProcessReport.WriteIOPriority(writer, row.Snapshot.IOPriority),
            },
            new()
            {
                Name = "rlimits",
                Sources = ProcessFields.ResourceLimits,
                Write = (writer, row) => ProcessReport.WriteResourceLimits(writer, row.Snapshot.ResourceLimits),
                IsOffered = !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS(),
            },
        ];

    private static IEnumerable<ProcessField> Counters() =>
        [
            new()
            {
                Name = "io_counters",
                Sources = ProcessFields.IOCounters,
                Write = (writer, row) => ProcessReport.WriteIOCounters(writer, row.Snapshot.IOCounters),
                Key = row =>
                    row.Snapshot.IOCounters is { } counters
                        ? counters.ReadBytes.GetValueOrDefault() + counters.WriteBytes.GetValueOrDefault()
                        : null,
                LargestFirst = true,
            },
            new()
            {
                Name = "num_ctx_switches",
                Sources = ProcessFields.ContextSwitches,
                Write = (writer, row) => ProcessReport.WriteContextSwitches(writer, row.Snapshot.ContextSwitches),
                Key = row =>
                    row.Snapshot.ContextSwitches is { } switches ? switches.Voluntary + switches.Involuntary.GetValueOrDefault() : null,
                LargestFirst = true,
            },
            new()
            {
                Name = "num_fds",
                Sources = ProcessFields.FileDescriptorCount,
                Write = (writer, row) => writer.Number(row.Snapshot.FileDescriptorCount),
                IsRightAligned = true,
                Key = row => row.Snapshot.FileDescriptorCount,
                LargestFirst = true,
                IsOffered = !OperatingSystem.IsWindows(),
            },
            new()
            {
                Name = "num_handles",
                Sources = ProcessFields.HandleCount,
                Write = (writer, row) => writer.Number(row.Snapshot.HandleCount),
                IsRightAligned = true,
                Key = row => row.Snapshot.HandleCount,
                LargestFirst = true,
                IsOffered = OperatingSystem.IsWindows(),
            },
            new()
            {
                Name = "num_threads",
                Sources = ProcessFields.ThreadCount,
                Write = (writer, row) => writer.Number(row.Snapshot.ThreadCount),
                Header = "THR",
                IsRightAligned = true,
                Rank = 5,
                Key = row => row.Snapshot.ThreadCount,
                LargestFirst = true,
            },
            new()
            {
                Name = "threads",
                Sources = ProcessFields.Threads,
                Write = (writer, row) => ProcessReport.WriteThreads(writer, row.Snapshot.Threads),
            },
        ];

    private static IEnumerable<ProcessField> CpuAndMemory() =>
        [
            new()
            {
                Name = "cpu_times",
                Sources = ProcessFields.CpuTimes,
                Write = (writer, row) => ProcessReport.WriteCpuTimes(writer, row.Snapshot.CpuTimes),
                Columns = [new("cpu_times", (writer, row) => writer.Seconds(row.Snapshot.CpuTimes?.Total), "TIME", IsRightAligned: true)],
                Key = row => row.Snapshot.CpuTimes?.Total,
                LargestFirst = true,
            },
            new()
            {
                Name = "cpu_percent",
                Sources = ProcessFields.CpuTimes,
                Write = (writer, row) => writer.Percent(row.CpuPercent),
                Header = "CPU%",
                IsRightAligned = true,
                Key = row => row.CpuPercent,
                LargestFirst = true,
            },
            new()
            {
                Name = "cpu_affinity",
                Sources = ProcessFields.CpuAffinity,
                Write = (writer, row) => ProcessReport.WriteCpuAffinity(writer, row.Snapshot.CpuAffinity),
            },
            new()
            {
                Name = "cpu_num",
                Sources = ProcessFields.CpuNumber,
                Write = (writer, row) => writer.Number(row.Snapshot.CpuNumber),
                IsRightAligned = true,
                Key = row => row.Snapshot.CpuNumber,
            },
            new()
            {
                Name = "memory_info",
                Sources = ProcessFields.Memory,
                Write = (writer, row) => ProcessMemoryReport.WriteMemory(writer, row.Snapshot.Memory),
                Columns =
                [
                    new("rss", (writer, row) => writer.Bytes(row.Snapshot.Memory?.Rss), IsRightAligned: true),
                    new("vms", (writer, row) => writer.Bytes(row.Snapshot.Memory?.Vms), IsRightAligned: true, Rank: 8),
                ],
                Key = row => row.Snapshot.Memory?.Rss,
                LargestFirst = true,
            },
            new()
            {
                Name = "memory_info_ex",
                Sources = ProcessFields.Memory | ProcessFields.MemoryDetails,
                Write = (writer, row) => ProcessMemoryReport.WriteMemoryDetails(writer, row.Snapshot.Memory, row.Snapshot.MemoryDetails),
                Key = row => row.Snapshot.MemoryDetails?.PeakRss,
                LargestFirst = true,
            },
            new()
            {
                Name = "memory_footprint",
                Sources = ProcessFields.MemoryFootprint,
                Write = (writer, row) => ProcessMemoryReport.WriteFootprint(writer, row.Snapshot.MemoryFootprint),
                Columns =
                [
                    new("uss", (writer, row) => writer.Bytes(row.Snapshot.MemoryFootprint?.Uss), IsRightAligned: true),
                    new("pss", (writer, row) => writer.Bytes(row.Snapshot.MemoryFootprint?.Pss), IsRightAligned: true),
                    new("swap", (writer, row) => writer.Bytes(row.Snapshot.MemoryFootprint?.Swap), IsRightAligned: true),
                ],
                Key = row => row.Snapshot.MemoryFootprint?.Uss,
                LargestFirst = true,
            },
            new()
            {
                Name = "memory_percent",
                Sources = ProcessFields.Memory,
                Write = (writer, row) => writer.Percent(row.MemoryPercent),
                Header = "MEM%",
                IsRightAligned = true,
                Rank = 3,
                Key = row => row.MemoryPercent,
                LargestFirst = true,
            },
            new()
            {
                Name = "memory_maps",
                Sources = ProcessFields.MemoryMaps,
                Write = (writer, row) => ProcessMemoryReport.WriteMaps(writer, row.Snapshot.MemoryMaps, grouped: true),
            },
            new()
            {
                Name = "page_faults",
                Sources = ProcessFields.PageFaults,
                Write = (writer, row) => ProcessReport.WritePageFaults(writer, row.Snapshot.PageFaults),
                Key = row => row.Snapshot.PageFaults?.Major,
                LargestFirst = true,
            },
        ];

    private static IEnumerable<ProcessField> Lists() =>
        [
            new()
            {
                Name = "open_files",
                Sources = ProcessFields.OpenFiles,
                Write = (writer, row) => ProcessReport.WriteOpenFiles(writer, row.Snapshot.OpenFiles),
            },
            new()
            {
                Name = "net_connections",
                Sources = ProcessFields.Connections,
                Write = (writer, row) => ConnectionReport.WriteAll(writer, row.Snapshot.Connections),
            },
        ];

    // Kernel threads and zombies have no arguments: they are shown as ps does, by their name in brackets.
    public static string? CommandLine(ProcessSnapshot snapshot)
    {
        if (snapshot.CommandLine is { Count: > 0 } arguments)
        {
            return string.Join(' ', arguments);
        }

        bool hasNone =
            snapshot.CommandLine is not null
            || (
                snapshot.Unavailable.TryGetValue(ProcessFields.CommandLine, out Unavailability why)
                && why.Reason == UnavailableReason.Zombie
            );
        return hasNone && snapshot.Name is { } name ? $"[{name}]" : null;
    }

    // psutil's nice is the priority class on Windows.
    private static int? Nice(ProcessRow row) => row.Snapshot.Nice ?? (int?)row.Snapshot.PriorityClass;
}
