namespace Psutil.Tool.MachineCommands;

/// <summary>A cgroup on a line of a tree.</summary>
/// <param name="Group">The group.</param>
/// <param name="Lead">The lines of the tree before its name.</param>
/// <param name="Label">Its name.</param>
internal sealed record CgroupLine(MonitoredCgroup Group, string Lead, string Label);

/// <summary>Draws the lines of a tree of cgroups, and names them as people do.</summary>
internal static class CgroupTree
{
    private const int ShortIdLength = 12;

    /// <summary>The lines of groups that stand each before its descendants.</summary>
    public static IReadOnlyList<CgroupLine> Arrange(IReadOnlyList<MonitoredCgroup> groups, bool unicode)
    {
        int[] depths = new int[groups.Count];
        Dictionary<string, int> byPath = new(StringComparer.Ordinal);
        for (int index = 0; index < groups.Count; index++)
        {
            // What is above the first group is not visible, or was not chosen.
            depths[index] = FindParent(groups[index].Path, byPath) is { } parent ? depths[parent] + 1 : 0;
            byPath[groups[index].Path] = index;
        }

        // From the end, so that it is known whether a sibling follows.
        string[] leads = new string[groups.Count];
        List<bool> hasMore = [];
        for (int index = groups.Count - 1; index >= 0; index--)
        {
            int depth = depths[index];
            while (hasMore.Count <= depth)
            {
                hasMore.Add(false);
            }

            hasMore.RemoveRange(depth + 1, hasMore.Count - depth - 1);
            leads[index] = string.Concat(
                Enumerable
                    .Range(1, Math.Max(0, depth))
                    .Select(level =>
                        level == depth ? Branch(hasMore[level], unicode)
                        : hasMore[level]
                            ? unicode ? "│  "
                                : "|  "
                        : "   "
                    )
            );
            hasMore[depth] = true;
        }

        return [.. groups.Select((group, index) => new CgroupLine(group, leads[index], LabelOf(group.Snapshot)))];
    }

    /// <summary>The name that people know: a container's runtime and short ID, a pod, or the last part of the path.</summary>
    public static string LabelOf(CgroupSnapshot group)
    {
        string last = group.Path[(group.Path.LastIndexOf('/') + 1)..];
        if (group.ContainerId is { Length: > ShortIdLength } id && last.Contains(id, StringComparison.Ordinal))
        {
            return $"{group.Runtime ?? "container"} {id[..ShortIdLength]}{(group.ContainerName is { } known ? $" {known}" : "")}";
        }

        if (group.PodUid is { } pod && last.Replace('_', '-').Contains(pod, StringComparison.Ordinal))
        {
            return $"pod {pod}";
        }

        return group.ContainerName is { } name && last.Contains(name, StringComparison.Ordinal) ? $"{group.Runtime} {name}"
            : last.Length == 0 ? group.Path
            : last;
    }

    private static string Branch(bool hasMore, bool unicode) =>
        hasMore
            ? unicode
                ? "├─ "
                : "|- "
            : unicode
                ? "└─ "
                : "`- ";

    private static int? FindParent(string path, Dictionary<string, int> byPath)
    {
        while (path.Length > 1)
        {
            int slash = path.LastIndexOf('/');
            path = slash <= 0 ? "/" : path[..slash];
            if (byPath.TryGetValue(path, out int index))
            {
                return index;
            }
        }

        return null;
    }
}
