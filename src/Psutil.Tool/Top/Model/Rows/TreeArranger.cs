using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>
/// Arranges processes as a tree. Siblings are in the order in which they started, so that the tree does not change with their use.
/// Processes that match the filter keep their ancestors.
/// </summary>
internal sealed class TreeArranger
{
    private readonly string _filter;
    private readonly IReadOnlySet<ProcessIdentity> _collapsed;
    private readonly Dictionary<int, List<TopProcess>> _children = [];
    private readonly List<TopProcess> _roots = [];
    private readonly HashSet<int> _kept = [];
    private readonly List<TopRow> _rows = [];

    private TreeArranger(IReadOnlyList<TopProcess> processes, string filter, IReadOnlySet<ProcessIdentity> collapsed)
    {
        _filter = filter;
        _collapsed = collapsed;
        Dictionary<int, TopProcess> byPid = new(processes.Count);
        foreach (TopProcess process in processes)
        {
            byPid[process.Pid] = process;
        }

        foreach (TopProcess process in processes.OrderBy(process => process.Identity.StartTime ?? 0).ThenBy(process => process.Pid))
        {
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

        KeepMatches(processes, byPid);
    }

    public static IReadOnlyList<TopRow> Arrange(IReadOnlyList<TopProcess> processes, string filter, IReadOnlySet<ProcessIdentity> collapsed)
    {
        TreeArranger arranger = new(processes, filter, collapsed);
        arranger.Add();
        return arranger._rows;
    }

    // Parents read at different moments can be inconsistent: a process must not be below a younger one or itself.
    private static TopProcess? ParentOf(TopProcess process, Dictionary<int, TopProcess> byPid) =>
        process.Snapshot.ParentPid is { } pid && byPid.TryGetValue(pid, out TopProcess parent) && IsBefore(parent, process) ? parent : null;

    private static bool IsBefore(TopProcess parent, TopProcess process)
    {
        int order = (parent.Identity.StartTime ?? 0).CompareTo(process.Identity.StartTime ?? 0);
        return order < 0 || (order == 0 && parent.Pid < process.Pid);
    }

    private void KeepMatches(IReadOnlyList<TopProcess> processes, Dictionary<int, TopProcess> byPid)
    {
        foreach (TopProcess process in processes)
        {
            if (RowFilter.Matches(process, _filter))
            {
                for (TopProcess? kept = process; kept is { } known && _kept.Add(known.Pid); kept = ParentOf(known, byPid)) { }
            }
        }
    }

    // Depth first with an explicit stack, because a chain of processes may be deeper than the call stack.
    private void Add()
    {
        Stack<(TopProcess Process, TreeNode Node)> waiting = new();
        Push(waiting, _roots, null);
        while (waiting.TryPop(out (TopProcess Process, TreeNode Node) next))
        {
            List<TopProcess> children =
            [
                .. (_children.GetValueOrDefault(next.Process.Pid) ?? []).Where(child => _kept.Contains(child.Pid)),
            ];
            bool isCollapsed = children.Count > 0 && _collapsed.Contains(next.Process.Identity);
            _rows.Add(
                new TopRow(
                    next.Process,
                    next.Node,
                    isCollapsed ? CountDescendants(next.Process) : 0,
                    children.Count > 0,
                    _filter.Length > 0 && !RowFilter.Matches(next.Process, _filter)
                )
            );
            if (!isCollapsed)
            {
                Push(waiting, children, next.Node);
            }
        }
    }

    private void Push(Stack<(TopProcess, TreeNode)> waiting, List<TopProcess> siblings, TreeNode? parent)
    {
        bool isLast = true;
        for (int index = siblings.Count - 1; index >= 0; index--)
        {
            if (_kept.Contains(siblings[index].Pid))
            {
                waiting.Push((siblings[index], new TreeNode(parent, isLast)));
                isLast = false;
            }
        }
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
