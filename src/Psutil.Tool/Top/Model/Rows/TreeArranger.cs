using Psutil.Tool.Listing;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>
/// Arranges processes as a tree. Siblings are sorted by what their subtrees use; equal ones are in the order in which they started.
/// Processes that match the filter keep their ancestors. Many equal processes without children are one row.
/// </summary>
internal sealed class TreeArranger
{
    private readonly RowPattern _filter;
    private readonly TreeOrder _order;
    private readonly Dictionary<int, List<TopProcess>> _children = [];
    private readonly List<TopProcess> _roots = [];
    private readonly HashSet<int> _kept = [];
    private readonly Dictionary<int, ProcessSum> _sums;
    private readonly List<TopRow> _rows = [];

    private TreeArranger(IReadOnlyList<TopProcess> processes, RowPattern filter, TreeOrder order)
    {
        (_filter, _order) = (filter, order);
        Dictionary<int, TopProcess> byPid = new(processes.Count);
        foreach (TopProcess process in processes)
        {
            byPid[process.Pid] = process;
        }

        TopProcess[] byAge = [.. processes];
        Array.Sort(byAge, CompareAge);
        _sums = new Dictionary<int, ProcessSum>(processes.Count);
        foreach (TopProcess process in byAge)
        {
            ProcessSum sum = new();
            sum.Add(process);
            _sums[process.Pid] = sum;
            if (ParentOf(process, byPid) is { } parent)
            {
                if (!_children.TryGetValue(parent.Pid, out List<TopProcess>? siblings))
                {
                    _children[parent.Pid] = siblings = [];
                }

                siblings.Add(process);
            }
            else
            {
                _roots.Add(process);
            }
        }

        // The youngest first: whoever is added to its parent is complete.
        for (int index = byAge.Length - 1; index >= 0; index--)
        {
            if (ParentOf(byAge[index], byPid) is { } parent)
            {
                _sums[parent.Pid].Add(_sums[byAge[index].Pid]);
            }
        }

        KeepMatches(processes, byPid);
    }

    public static IReadOnlyList<TopRow> Arrange(IReadOnlyList<TopProcess> processes, RowPattern filter, TreeOrder order)
    {
        TreeArranger arranger = new(processes, filter, order);
        arranger.Add();
        return arranger._rows;
    }

    private static int CompareAge(TopProcess left, TopProcess right)
    {
        int order = (left.Identity.StartTime ?? 0).CompareTo(right.Identity.StartTime ?? 0);
        return order != 0 ? order : left.Pid.CompareTo(right.Pid);
    }

    // Parents read at different moments can be inconsistent: a process must not be below a younger one or itself.
    private static TopProcess? ParentOf(TopProcess process, Dictionary<int, TopProcess> byPid) =>
        process.Snapshot.ParentPid is { } pid && byPid.TryGetValue(pid, out TopProcess? parent) && CompareAge(parent, process) < 0
            ? parent
            : null;

    private void KeepMatches(IReadOnlyList<TopProcess> processes, Dictionary<int, TopProcess> byPid)
    {
        foreach (TopProcess process in processes)
        {
            if (_filter.Matches(process))
            {
                for (TopProcess? kept = process; kept is { } known && _kept.Add(known.Pid); kept = ParentOf(known, byPid)) { }
            }
        }
    }

    // Depth first with an explicit stack, because a chain of processes may be deeper than the call stack.
    private void Add()
    {
        Stack<(TopRow Row, IReadOnlyList<TopProcess> Children)> waiting = new();
        Push(waiting, _roots, null);
        while (waiting.TryPop(out (TopRow Row, IReadOnlyList<TopProcess> Children) next))
        {
            _rows.Add(next.Row);
            if (next.Row.HiddenCount == 0)
            {
                Push(waiting, next.Children, next.Row);
            }
        }
    }

    private void Push(Stack<(TopRow, IReadOnlyList<TopProcess>)> waiting, IReadOnlyList<TopProcess> siblings, TopRow? parent)
    {
        if (siblings.Count == 0)
        {
            return;
        }

        List<(TopProcess Process, List<TopProcess>? Equal)> entries = FoldEqual(siblings, parent);

        // The sort keeps the order in which equal ones started.
        TopProcess[] sorted = RowSorter.Sort(
            entries.Select(entry => entry.Process),
            _order.Column.Number is null ? null : process => _order.KeyOf(process, _sums[process.Pid]),
            _order.Column.Word,
            _order.Column.LargestFirst != _order.IsReversed,
            AgeOf(siblings)
        );
        Dictionary<int, List<TopProcess>?> equal = entries.ToDictionary(entry => entry.Process.Pid, entry => entry.Equal);
        bool isLast = true;
        for (int index = sorted.Length - 1; index >= 0; index--)
        {
            waiting.Push(RowOf(sorted[index], equal[sorted[index].Pid], new TreeNode(parent?.Node, isLast)));
            isLast = false;
        }
    }

    private (TopRow Row, IReadOnlyList<TopProcess> Children) RowOf(TopProcess process, List<TopProcess>? equal, TreeNode node)
    {
        if (equal is not null)
        {
            ProcessSum sum = new();
            foreach (TopProcess member in equal)
            {
                sum.Add(member);
            }

            return (new TopRow(process with { Sum = sum }, node) { Members = equal }, []);
        }

        List<TopProcess> children = [.. (_children.GetValueOrDefault(process.Pid) ?? []).Where(child => _kept.Contains(child.Pid))];
        bool isCollapsed = children.Count > 0 && _order.Collapsed.Contains(process.Identity);
        bool isContext = !_filter.IsEmpty && !_filter.Matches(process);
        return (
            new TopRow(
                isCollapsed ? process with { Sum = _sums[process.Pid] } : process,
                node,
                isCollapsed ? CountDescendants(process) : 0,
                children.Count > 0,
                isContext
            ),
            children
        );
    }

    // One entry for each process to show, or for several equal ones without children.
    private List<(TopProcess Process, List<TopProcess>? Equal)> FoldEqual(IReadOnlyList<TopProcess> siblings, TopRow? parent)
    {
        List<TopProcess> kept = [.. siblings.Where(process => _kept.Contains(process.Pid))];
        bool mayFold = parent is { } above && kept.Count >= TreeRows.LeastFolded && !_order.Unfolded.Contains(above.Process.Pid);
        if (!mayFold)
        {
            return [.. kept.Select(process => (process, (List<TopProcess>?)null))];
        }

        Dictionary<string, List<TopProcess>> byCommand = new(StringComparer.Ordinal);
        foreach (TopProcess process in kept.Where(process => !_children.ContainsKey(process.Pid) && process.Caption.Command is not null))
        {
            string command = process.Caption.Command!;
            if (!byCommand.TryGetValue(command, out List<TopProcess>? equal))
            {
                byCommand[command] = equal = [];
            }

            equal.Add(process);
        }

        HashSet<int> folded = [];
        List<(TopProcess, List<TopProcess>?)> entries = [];
        foreach (List<TopProcess> equal in byCommand.Values.Where(equal => equal.Count >= TreeRows.LeastFolded))
        {
            entries.Add((equal[0], equal));
            folded.UnionWith(equal.Select(process => process.Pid));
        }

        entries.AddRange(kept.Where(process => !folded.Contains(process.Pid)).Select(process => (process, (List<TopProcess>?)null)));
        return entries;
    }

    private static Func<TopProcess, int> AgeOf(IReadOnlyList<TopProcess> siblings)
    {
        Dictionary<int, int> ages = new(siblings.Count);
        for (int index = 0; index < siblings.Count; index++)
        {
            ages[siblings[index].Pid] = index;
        }

        return process => ages[process.Pid];
    }

    private int CountDescendants(TopProcess process)
    {
        int count = 0;
        Stack<int> waiting = new([process.Pid]);
        while (waiting.TryPop(out int pid))
        {
            foreach (TopProcess child in _children.GetValueOrDefault(pid) ?? [])
            {
                if (_kept.Contains(child.Pid))
                {
                    count++;
                    waiting.Push(child.Pid);
                }
            }
        }

        return count;
    }
}
