using Psutil.Tool.Listing;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top;

/// <summary>Processes that are put together, and what they use.</summary>
/// <param name="Name">The name of the group.</param>
/// <param name="Members">The processes.</param>
/// <param name="Sum">What they use together.</param>
internal sealed record TopGroup(string Name, IReadOnlyList<TopProcess> Members, ProcessSum Sum);

/// <summary>The table of <c>psutil top -b --group</c>: one row for each group, as the full screen has it while all are folded.</summary>
internal static class TopGroupTable
{
    /// <param name="totalMemory">The machine's memory in bytes; null if unknown.</param>
    /// <param name="sort">By what it is sorted, which is a column, too, where it can be added; null for the usual order.</param>
    public static Table<TopGroup> Create(Func<long?> totalMemory, TopColumn? sort)
    {
        List<Column<TopGroup>> columns =
        [
            new("group", (writer, group) => writer.Text(group.Name)),
            new("processes", (writer, group) => writer.Number(group.Members.Count), "PROCS", IsRightAligned: true),
            new("num_threads", (writer, group) => writer.Number(group.Sum.Threads), "THR", IsRightAligned: true, Rank: 3),
            new("cpu_percent", (writer, group) => writer.Percent(CpuPercent(group)), "CPU%", IsRightAligned: true),
            new(
                "memory_percent",
                (writer, group) => writer.Percent(totalMemory() is > 0 and var total ? 100.0 * group.Sum.Rss / total : null),
                "MEM%",
                IsRightAligned: true,
                Rank: 2
            ),
            new("rss", (writer, group) => writer.Bytes(group.Sum.Rss), "RSS", IsRightAligned: true),
            new("cpu_times", (writer, group) => writer.Seconds(CpuTime(group)), "TIME", IsRightAligned: true, Rank: 1),
        ];
        if (sort is { IsAdditive: true } && !columns.Exists(column => column.Layout.Header == sort.Header))
        {
            columns.Add(
                new(
                    sort.Name,
                    (writer, group) => sort.WriteNumber(writer, GroupArranger.Total(group.Members, sort)),
                    sort.Header,
                    IsRightAligned: true
                )
            );
        }

        return new Table<TopGroup>("groups", columns)
        {
            // Without a sample before, CPU % is missing without a reason.
            Reason = (_, column) => column.Name == "cpu_percent" ? "" : null,
            Empty = ProcessTable.Empty,
        };
    }

    public static TopGroup[] Arrange(IReadOnlyList<TopProcess> processes, TopGrouping grouping, TopColumn sort) =>
        [
            .. GroupArranger
                .Arrange(processes, grouping, sort, isReversed: false, new HashSet<string>())
                .Select(row => new TopGroup(row.Group!, row.Members, row.Process.Sum!)),
        ];

    private static double? CpuPercent(TopGroup group) =>
        group.Members.Any(process => process.CpuPercent is not null) ? group.Sum.CpuPercent : null;

    private static TimeSpan? CpuTime(TopGroup group) =>
        GroupArranger.Total(group.Members, TopColumns.Time) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
