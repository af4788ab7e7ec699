using Psutil.Recording;
using Psutil.Tool.Readings;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>Each cgroup: what its processes use together, and its limits.</summary>
internal sealed class CgroupPage(Machine machine) : PageReader
{
    private static readonly IReadOnlyList<PageColumn<MonitoredCgroup>> Columns =
    [
        PageText.Number<MonitoredCgroup>(
            "CPU%",
            "of one CPU since the last refresh",
            6,
            group => group.Rates?.CpuPercent,
            PageText.OneDecimal,
            look: group => Look.Share(group.Rates?.CpuPercent)
        ),
        PageText.Number<MonitoredCgroup>(
            "THROT%",
            "the share of its periods in which its CPU limit held it back",
            6,
            group => group.Rates?.ThrottledPercent,
            PageText.OneDecimal,
            rank: 2,
            look: group => group.Rates?.ThrottledPercent > 0 ? Role.Warning : Role.Dim
        ),
        PageText.Number<MonitoredCgroup>(
            "MEMORY",
            "memory, with the page cache",
            7,
            group => group.Snapshot.Memory?.Current,
            PageText.Bytes
        ),
        PageText.Number<MonitoredCgroup>("LIMIT", "its limit of memory", 7, group => group.Snapshot.Memory?.Limit, PageText.Bytes),
        PageText.Number<MonitoredCgroup>("SWAP", "memory in the swap", 7, group => group.Snapshot.Memory?.Swap, PageText.Bytes, rank: 1),
        PageText.Number<MonitoredCgroup>(
            "OOM",
            "processes that were ended for lack of memory",
            4,
            group => group.Snapshot.Memory?.OomKills,
            PageText.Whole,
            look: group => group.Snapshot.Memory?.OomKills > 0 ? Role.Bad : Role.Dim
        ),
        PageText.Number<MonitoredCgroup>("READ/s", "read from disks", 7, group => group.Rates?.ReadBytesPerSecond, PageText.Bytes),
        PageText.Number<MonitoredCgroup>("WRITE/s", "written to disks", 7, group => group.Rates?.WriteBytesPerSecond, PageText.Bytes),
        PageText.Number<MonitoredCgroup>("TASKS", "processes and threads", 6, group => group.Snapshot.Tasks?.Count, PageText.Whole),
        PageText.Word<MonitoredCgroup>(
            "CGROUP",
            "its path; of a container with a name also that",
            14,
            LabelOf,
            widest: 200,
            keepsEnd: true,
            look: group => group.Snapshot.ContainerId is null ? Role.Plain : Role.Program
        ),
    ];

    private CgroupMonitor? _monitor;

    public static TopPage Entry { get; } = new("cgroups", "what cgroups and containers use", Columns, machine => new CgroupPage(machine));

    public override PageTable Read(TopSample sample)
    {
        if (machine.Cgroups is not { } cgroups)
        {
            return new PageTable<MonitoredCgroup>(Columns, [])
            {
                Empty = machine is RecordedMachine ? "no cgroups were recorded" : "this system has no cgroups",
            };
        }

        Gaps gaps = new();
        IReadOnlyList<MonitoredCgroup>? groups = gaps.Read("cgroups", () => Refresh(cgroups));
        return new PageTable<MonitoredCgroup>(Columns, groups ?? [])
        {
            Empty = groups is null ? "cgroups: " + gaps.All[0].Reason : "no cgroups here",
            Summary =
                groups is null ? null
                : _monitor?.IsTruncated == true ? "there are more than can be shown"
                : string.Create(CultureInfo.InvariantCulture, $"{groups.Count} in all"),
        };
    }

    public override void Dispose()
    {
        _monitor?.Dispose();
        base.Dispose();
    }

    private IReadOnlyList<MonitoredCgroup> Refresh(Cgroups cgroups)
    {
        _monitor ??= cgroups.CreateMonitor(CgroupFields.All & ~CgroupFields.Pressure);
        _monitor.Refresh();
        return [.. _monitor.Groups];
    }

    private static string LabelOf(MonitoredCgroup group) => group.Snapshot.ContainerName is { } name ? $"{group.Path} {name}" : group.Path;
}
