namespace Psutil.Tool.Listing;

/// <summary>Orders processes as a tree: each before its children, which keep their given order.</summary>
internal static class TreeRows
{
    /// <summary>From so many equal processes without children on, they are one line: a few lines are as quickly read.</summary>
    public const int LeastFolded = 5;

    // The maximum depth of the drawn lines: a chain of thousands would fill the screen with lines.
    private const int DeepestDrawn = 40;

    /// <summary>The lines of the tree. Needs <see cref="ProcessFields.ParentPid"/>.</summary>
    /// <param name="rows">The processes; one whose parent is not among them is a root.</param>
    /// <param name="unicode">Whether the lines may be more than ASCII.</param>
    /// <param name="chosen">The processes to begin with; null for all.</param>
    public static IReadOnlyList<ProcessTreeLine> Arrange(
        IReadOnlyList<ProcessRow> rows,
        bool unicode,
        IReadOnlySet<ProcessIdentity>? chosen = null
    )
    {
        Dictionary<int, ProcessRow> byPid = [];
        foreach (ProcessRow row in rows)
        {
            byPid[row.Snapshot.Pid] = row;
        }

        Dictionary<int, List<ProcessRow>> children = [];
        List<ProcessRow> roots = [];
        foreach (ProcessRow row in rows)
        {
            if (FindParent(row, byPid) is not { } parent)
            {
                roots.Add(row);
            }
            else if (children.TryGetValue(parent.Snapshot.Pid, out List<ProcessRow>? siblings))
            {
                siblings.Add(row);
            }
            else
            {
                children[parent.Snapshot.Pid] = [row];
            }
        }

        if (chosen is not null)
        {
            // One below another is shown there, and a cycle of them once.
            roots = [.. rows.Where(row => chosen.Contains(row.Snapshot.Identity)).OrderBy(row => HasAncestor(row, byPid, chosen))];
        }

        Walk walk = new(children, unicode);
        roots.ForEach(walk.Visit);

        // Parents read at different moments can form a cycle: no process is lost for it.
        if (chosen is null && walk.Lines.Count < rows.Count)
        {
            foreach (ProcessRow row in rows)
            {
                walk.Visit(row);
            }
        }

        return walk.Lines;
    }

    /// <summary>The matching rows and their ancestors, so that the remaining tree is connected.</summary>
    public static IReadOnlyList<ProcessRow> KeepAncestors(IReadOnlyList<ProcessRow> rows, Func<ProcessRow, bool> isMeant)
    {
        Dictionary<int, ProcessRow> byPid = rows.ToDictionary(row => row.Snapshot.Pid);
        HashSet<int> kept = [];
        foreach (ProcessRow row in rows.Where(isMeant))
        {
            for (ProcessRow? member = row; member is not null && kept.Add(member.Snapshot.Pid); )
            {
                member = FindParent(member, byPid);
            }
        }

        return [.. rows.Where(row => kept.Contains(row.Snapshot.Pid))];
    }

    private static bool HasAncestor(ProcessRow row, Dictionary<int, ProcessRow> byPid, IReadOnlySet<ProcessIdentity> chosen)
    {
        // No chain is longer than all processes: parents read at different moments can form a cycle.
        ProcessRow? ancestor = FindParent(row, byPid);
        for (int depth = 0; ancestor is not null && depth < byPid.Count; depth++)
        {
            if (ancestor.Snapshot.Identity != row.Snapshot.Identity && chosen.Contains(ancestor.Snapshot.Identity))
            {
                return true;
            }

            ancestor = FindParent(ancestor, byPid);
        }

        return false;
    }

    /// <summary>The rows without those that are equal to an earlier sibling, and how many each of the others stands for.</summary>
    /// <param name="rows">The processes. Only those without children are equal to others.</param>
    /// <param name="keyOf">What equal processes have in common; null for a process that is equal to none.</param>
    /// <param name="chosen">The processes to begin with; null for all.</param>
    public static (IReadOnlyList<ProcessRow> Rows, IReadOnlyDictionary<int, int> Counts) FoldEqualLeaves(
        IReadOnlyList<ProcessRow> rows,
        Func<ProcessRow, string?> keyOf,
        IReadOnlySet<ProcessIdentity>? chosen = null
    )
    {
        const int AtTheRoot = -1;
        Dictionary<int, ProcessRow> byPid = rows.ToDictionary(row => row.Snapshot.Pid);
        HashSet<int?> parents = [.. rows.Select(row => FindParent(row, byPid)?.Snapshot.Pid)];
        Dictionary<int, int> counts = [];
        HashSet<int> folded = [];
        foreach (
            IGrouping<(int?, string?), ProcessRow> equals in rows.Where(row => !parents.Contains(row.Snapshot.Pid))
                .GroupBy(row => (IsRoot(row) ? AtTheRoot : FindParent(row, byPid)?.Snapshot.Pid, keyOf(row)))
        )
        {
            if (equals.Key.Item2 is not null && equals.Count() >= LeastFolded)
            {
                counts[equals.First().Snapshot.Pid] = equals.Count();
                folded.UnionWith(equals.Skip(1).Select(row => row.Snapshot.Pid));
            }
        }

        return ([.. rows.Where(row => !folded.Contains(row.Snapshot.Pid))], counts);

        bool IsRoot(ProcessRow row) => chosen?.Contains(row.Snapshot.Identity) == true && !HasAncestor(row, byPid, chosen);
    }

    // A parent that started after its child is another process that got the parent's PID.
    private static ProcessRow? FindParent(ProcessRow row, Dictionary<int, ProcessRow> byPid) =>
        row.Snapshot.ParentPid is { } pid
        && pid != row.Snapshot.Pid
        && byPid.TryGetValue(pid, out ProcessRow? parent)
        && !(parent.Snapshot.Identity.StartTime > row.Snapshot.Identity.StartTime)
            ? parent
            : null;

    private sealed class Walk(Dictionary<int, List<ProcessRow>> children, bool unicode)
    {
        private readonly HashSet<int> _visited = [];
        private readonly Stack<(ProcessRow Row, int Depth, string Lead, bool IsLast)> _open = new();

        public List<ProcessTreeLine> Lines { get; } = [];

        public void Visit(ProcessRow root)
        {
            _open.Push((root, 0, "", true));
            while (_open.TryPop(out (ProcessRow Row, int Depth, string Lead, bool IsLast) entry))
            {
                int pid = entry.Row.Snapshot.Pid;
                if (!_visited.Add(pid))
                {
                    continue;
                }

                string branch =
                    entry.Depth == 0 ? ""
                    : entry.IsLast
                        ? unicode ? "└─ "
                            : "`- "
                    : unicode ? "├─ "
                    : "|- ";
                Lines.Add(new ProcessTreeLine(entry.Row, entry.Depth, entry.Lead + branch));
                if (!children.TryGetValue(pid, out List<ProcessRow>? below))
                {
                    continue;
                }

                string lead = entry.Depth is 0 or > DeepestDrawn
                    ? entry.Lead
                    : entry.Lead
                        + (
                            entry.IsLast ? "   "
                            : unicode ? "│  "
                            : "|  "
                        );
                for (int index = below.Count - 1; index >= 0; index--)
                {
                    _open.Push((below[index], entry.Depth + 1, lead, index == below.Count - 1));
                }
            }
        }
    }
}
