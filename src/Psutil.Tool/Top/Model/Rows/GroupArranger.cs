using Psutil.Tool.Listing;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>
/// Arranges processes in groups: a row for each group with what it uses together, and below it its processes if it is open. Groups and
/// the processes in them have the same order: amounts by their sum, and anything else by the groups' names.
/// </summary>
internal static class GroupArranger
{
    public static IReadOnlyList<TopRow> Arrange(
        IReadOnlyList<TopProcess> processes,
        TopGrouping grouping,
        TopColumn sort,
        bool isReversed,
        IReadOnlySet<string> open
    )
    {
        Dictionary<string, List<TopProcess>> groups = new(StringComparer.Ordinal);
        foreach (TopProcess process in processes)
        {
            string name = grouping.GroupOf(process);
            if (!groups.TryGetValue(name, out List<TopProcess>? members))
            {
                groups[name] = members = [];
            }

            members.Add(process);
        }

        KeyValuePair<string, List<TopProcess>>[] byName = [.. groups.OrderBy(group => group.Key, StringComparer.Ordinal)];
        int[] order = RowSorter.Sort(
            Enumerable.Range(0, byName.Length),
            sort.IsAdditive ? group => Total(byName[group].Value, sort) : null,
            group => byName[group].Key,
            sort.IsAdditive && sort.LargestFirst != isReversed || (!sort.IsAdditive && isReversed),
            group => group
        );
        List<TopRow> rows = [];
        foreach (int index in order)
        {
            (string name, List<TopProcess> members) = byName[index];
            TopRow row = GroupRow(name, members);
            rows.Add(row);
            if (open.Contains(name))
            {
                TopProcess[] sorted = RowSorter.Sort(members, sort.Number, sort.Word, sort.LargestFirst != isReversed, process =>
                    process.Pid
                );
                rows.AddRange(sorted.Select((process, at) => new TopRow(process, new TreeNode(row.Node, at == sorted.Length - 1))));
            }
        }

        return rows;
    }

    /// <summary>What some processes come to in a column; null if that is not known of any.</summary>
    public static double? Total(IReadOnlyList<TopProcess> members, TopColumn column)
    {
        double? total = null;
        foreach (TopProcess member in members)
        {
            total = column.Number?.Invoke(member) is { } value ? (total ?? 0) + value : total;
        }

        return total;
    }

    // The oldest stands for all of them, so that the row keeps its identity.
    private static TopRow GroupRow(string name, List<TopProcess> members)
    {
        ProcessSum sum = new();
        TopProcess oldest = members[0];
        foreach (TopProcess member in members)
        {
            sum.Add(member);
            oldest =
                (member.Identity.StartTime ?? 0, member.Pid).CompareTo((oldest.Identity.StartTime ?? 0, oldest.Pid)) < 0 ? member : oldest;
        }

        return new TopRow(oldest with { Sum = sum }, new TreeNode(null, false), HasChildren: true) { Members = members, Group = name };
    }
}
