using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Platform;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil cgroups</c>: what services and containers use.</summary>
internal static class CgroupsCommand
{
    public const string Name = "cgroups";
    private const string Place = "cgroups";

    private static readonly string[] SortKeys = ["cpu", "memory", "io", "tasks", "path"];

    /// <summary>Whether help and completion offer it. Where there are no cgroups, it still says so.</summary>
    public static bool IsOffered => PlatformName.HasCgroups;

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<string?> sortOption = new("--sort", "-s")
        {
            Description = "Show a list, the largest first, instead of a tree.",
            HelpName = "key",
        };
        sortOption.CompletionSources.Add(SortKeys);
        sortOption.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !SortKeys.Contains(token.Value))
            {
                result.AddError($"cgroups cannot be sorted by '{token.Value}'; the keys are {string.Join(", ", SortKeys)}");
            }
        });
        Option<bool> containersOption = new("--containers") { Description = "Show only containers." };
        Option<int?> depthOption = new("--depth")
        {
            Description = "Show at most n levels below the top.",
            HelpName = "n",
            CustomParser = CommonOptions.ParsePositive,
        };
        Option<int?> limitOption = new("--limit")
        {
            Description = "Show at most n groups.",
            HelpName = "n",
            CustomParser = CommonOptions.ParsePositive,
        };
        ToolCommand command = new(Name, "The cgroups: what units and containers use (Linux).")
        {
            Hidden = !IsOffered,
            Options = { sortOption, containersOption, depthOption, limitOption },
            Examples = """
                psutil cgroups --depth 2
                psutil cgroups --sort memory --limit 10
                psutil cgroups --containers --sort cpu --watch 2
                """,
            WriteNotes = output =>
            {
                output.WriteLine("Each cgroup includes those below it. CPU% is of one CPU; rates are over");
                output.WriteLine("--interval. THROT%: the time for which its CPU limit stopped it. CPUS and LIMIT:");
                output.WriteLine("its limits of CPUs and memory. MEMORY includes the page cache. OOM: processes");
                output.WriteLine("that were ended for lack of memory. n/a: the controller is off there.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval | CommonOptionKinds.Past | CommonOptionKinds.Span);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            Choice choice = new(
                result.GetValue(sortOption),
                result.GetValue(containersOption),
                result.GetValue(depthOption),
                result.GetValue(limitOption)
            );
            CgroupMonitor? monitor = null;
            try
            {
                return MachineTable.Run(host, loop, CreateTable(loop.Form == OutputForm.Text), Place, [Place], (machine, gaps) =>
                    gaps.Read(Place, () => Refresh(host, machine, loop, ref monitor)) is { } current ? Arrange(current, choice, loop) : null
                );
            }
            finally
            {
                monitor?.Dispose();
            }
        });
        return command;
    }

    private static CgroupMonitor? Refresh(ToolHost host, Machine machine, WatchLoop loop, ref CgroupMonitor? monitor)
    {
        if (machine.Cgroups is not { } cgroups)
        {
            return null;
        }

        if (monitor is null)
        {
            monitor = cgroups.CreateMonitor();
            monitor.Refresh();
            host.Sleep(loop.Interval);
        }

        monitor.Refresh();
        return monitor;
    }

    private static TableFrame<CgroupLine> Arrange(CgroupMonitor monitor, Choice choice, WatchLoop loop)
    {
        IEnumerable<MonitoredCgroup> chosen = monitor.Groups.Where(choice.Matches);
        chosen = choice.Order(chosen);
        MonitoredCgroup[] shown = [.. choice.Limit is { } limit ? chosen.Take(limit) : chosen];
        bool isTruncated = monitor.IsTruncated;
        return new TableFrame<CgroupLine>(
            choice.IsTree
                ? CgroupTree.Arrange(shown, loop.Terminal.HasUnicode)
                :
                [
                    .. shown.Select(group => new CgroupLine(
                        group,
                        "",
                        choice.OnlyContainers ? CgroupTree.LabelOf(group.Snapshot) : group.Path
                    )),
                ]
        )
        {
            Below = page =>
            {
                if (isTruncated)
                {
                    page.Write("There are more groups than can be shown.", Style.Warning).EndLine();
                }
            },
            Members = writer =>
            {
                writer.Text("version", VersionName(monitor.Version));
                writer.Flag("truncated", isTruncated);
            },
        };
    }

    private static string? VersionName(CgroupVersion version) =>
        version switch
        {
            CgroupVersion.V1 => "v1",
            CgroupVersion.V2 => "v2",
            CgroupVersion.Hybrid => "hybrid",
            _ => null,
        };

    private static Table<CgroupLine> CreateTable(bool isText) =>
        new(
            "cgroups",
            [
                new("cpu_percent", (writer, line) => writer.Percent(line.Group.Rates?.CpuPercent), "CPU%", IsRightAligned: true),
                new(
                    "throttled_percent",
                    (writer, line) => writer.Percent(line.Group.Rates?.ThrottledPercent),
                    "THROT%",
                    IsRightAligned: true,
                    Rank: 5
                )
                {
                    Style = line => line.Group.Rates?.ThrottledPercent > 0 ? Style.Warning : Style.Plain,
                },
                new(
                    "cpu_limit",
                    (writer, line) => WriteLimit(line.Group.Snapshot.Cpu?.LimitCpuCount, writer.Number, writer),
                    "CPUS",
                    IsRightAligned: true,
                    Rank: 6
                ),
                new("memory", (writer, line) => writer.Bytes(line.Group.Snapshot.Memory?.Current), IsRightAligned: true),
                new(
                    "memory_limit",
                    (writer, line) => WriteLimit(line.Group.Snapshot.Memory?.Limit, writer.Bytes, writer),
                    "LIMIT",
                    IsRightAligned: true,
                    Rank: 3
                ),
                new("swap", (writer, line) => writer.Bytes(line.Group.Snapshot.Memory?.Swap), IsRightAligned: true, Rank: 7),
                new(
                    "oom_kills",
                    (writer, line) => writer.Number(line.Group.Snapshot.Memory?.OomKills),
                    "OOM",
                    IsRightAligned: true,
                    Rank: 6
                )
                {
                    Style = line => line.Group.Snapshot.Memory?.OomKills > 0 ? Style.Bad : Style.Plain,
                },
                new(
                    "read_bytes_per_second",
                    (writer, line) => writer.BytesPerSecond(line.Group.Rates?.ReadBytesPerSecond),
                    "READ/S",
                    IsRightAligned: true,
                    Rank: 2
                ),
                new(
                    "write_bytes_per_second",
                    (writer, line) => writer.BytesPerSecond(line.Group.Rates?.WriteBytesPerSecond),
                    "WRITE/S",
                    IsRightAligned: true,
                    Rank: 2
                ),
                new("tasks", (writer, line) => writer.Number(line.Group.Snapshot.Tasks?.Count), IsRightAligned: true, Rank: 1),
                new("processes", (writer, line) => writer.Number(line.Group.Snapshot.ProcessCount), "PROCS", IsRightAligned: true, Rank: 4),
                new("path", (writer, line) => writer.Text(isText ? line.Label : line.Group.Path), "CGROUP") { Lead = line => line.Lead },
            ]
        )
        {
            Empty = "no cgroup matches",
            Reason = ReasonOf,
            WriteMembers = (writer, line) => CgroupReport.WriteMembers(writer, line.Group.Snapshot, line.Group.Rates),
        };

    private static void WriteLimit<T>(T? limit, Action<T?> write, ReportWriter writer)
        where T : struct
    {
        if (limit is null)
        {
            writer.None();
        }
        else
        {
            write(limit);
        }
    }

    private static string? ReasonOf(CgroupLine line, Column<CgroupLine> column)
    {
        if (IsUnlimited(line.Group.Snapshot, column.Name))
        {
            return "max";
        }

        CgroupFields field = column.Name switch
        {
            "memory" or "swap" or "oom_kills" => CgroupFields.Memory,
            "read_bytes_per_second" or "write_bytes_per_second" => CgroupFields.IO,
            "tasks" => CgroupFields.Tasks,
            "processes" => CgroupFields.Processes,
            _ => CgroupFields.Cpu,
        };

        // A value that is missing from a source that was read: the kernel does not have it for such a group. A rate needs two readings.
        bool isRate =
            column.Name.EndsWith("_percent", StringComparison.Ordinal) || column.Name.EndsWith("_second", StringComparison.Ordinal);
        bool isNew = isRate && line.Group.Rates is null;
        return Reasons.Cell(line.Group.Snapshot.WhyMissing(field)) ?? (isNew ? null : Reasons.Cell(UnavailableReason.NotSupported));
    }

    // The weight and the amount in use are there if the controller is on.
    private static bool IsUnlimited(CgroupSnapshot group, string column) =>
        column switch
        {
            "cpu_limit" => group.Cpu?.Weight is not null,
            "memory_limit" => group.Memory?.Current is not null,
            _ => false,
        };

    /// <summary>Which groups are shown, and in which order.</summary>
    private sealed record Choice(string? Sort, bool OnlyContainers, int? Depth, int? Limit)
    {
        /// <summary>A list of containers has no tree: what is between them is not shown.</summary>
        public bool IsTree => Sort is null && !OnlyContainers;

        public bool Matches(MonitoredCgroup group) =>
            (!OnlyContainers || IsContainer(group.Snapshot)) && (Depth is not { } depth || DepthOf(group.Path) <= depth);

        public IEnumerable<MonitoredCgroup> Order(IEnumerable<MonitoredCgroup> groups) =>
            Sort is null or "path" ? groups : groups.OrderByDescending(KeyOf);

        private static int DepthOf(string path) => path == "/" ? 0 : path.Count(character => character == '/');

        // The group that the name is of, and not those below it.
        private static bool IsContainer(CgroupSnapshot group)
        {
            string last = group.Path[(group.Path.LastIndexOf('/') + 1)..];
            return (group.ContainerId ?? group.ContainerName) is { } name && last.Contains(name, StringComparison.Ordinal);
        }

        private double KeyOf(MonitoredCgroup group) =>
            Sort switch
            {
                "cpu" => group.Rates?.CpuPercent,
                "memory" => group.Snapshot.Memory?.Current,
                "io" => group.Rates?.ReadBytesPerSecond + group.Rates?.WriteBytesPerSecond,
                _ => group.Snapshot.Tasks?.Count ?? group.Snapshot.ProcessCount,
            } ?? -1;
    }
}
