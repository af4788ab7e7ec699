namespace Psutil;

/// <summary>
/// Which process groups may have stopped members. If a process ends whose parent is in the same session but in another group, and nobody
/// else in its group has such a parent, POSIX makes the kernel send SIGHUP to the whole group if one of its members is stopped
/// (kill_orphaned_pgrp in kernel/exit.c). To stop the members of a tree for a moment can thus end others, the caller included.
/// </summary>
internal sealed class StoppableGroups
{
    private const int InitPid = 1;

    private readonly HashSet<int> _unsafe = [];
    private readonly Dictionary<int, ProcessSnapshot> _byPid = [];

    /// <summary>Examines the groups of a tree.</summary>
    /// <param name="all">The process table, with parents, groups and sessions as far as the system has them.</param>
    /// <param name="members">The members of the tree, all of which are about to be killed.</param>
    public StoppableGroups(IReadOnlyList<ProcessSnapshot> all, IReadOnlyList<ProcessSnapshot> members)
    {
        foreach (ProcessSnapshot process in all)
        {
            _byPid[process.Pid] = process;
        }

        HashSet<int> pids = [.. members.Select(member => member.Pid)];
        ILookup<int?, ProcessSnapshot> groups = all.ToLookup(process => process.ProcessGroupId);
        foreach (int group in members.Select(member => member.ProcessGroupId).OfType<int>().Distinct())
        {
            ProcessSnapshot[] inside = [.. groups[group]];
            bool isSafe =
                inside.All(process => pids.Contains(process.Pid))
                || inside.Any(process => !pids.Contains(process.Pid) && IsTied(process, pids))
                || !inside.Any(HasAncestorInSession);
            if (!isSafe)
            {
                _unsafe.Add(group);
            }
        }
    }

    /// <summary>
    /// Whether members of a group may be stopped. A group that was not there when the tree was examined is one of its own.
    /// </summary>
    public bool Contains(int? group) => group is not { } number || !_unsafe.Contains(number);

    /// <summary>Whether a process ties its group to the rest of the session, so that the kernel does not take it for an orphan.</summary>
    private bool IsTied(ProcessSnapshot process, HashSet<int> doomed) =>
        process.ParentPid is > InitPid and { } pid
        && !doomed.Contains(pid)
        && _byPid.TryGetValue(pid, out ProcessSnapshot? parent)
        && parent.SessionId is not null
        && parent.SessionId == process.SessionId
        && parent.ProcessGroupId != process.ProcessGroupId;

    /// <summary>
    /// Whether the process, or its orphans, have or will get a parent in the same session and in another group. True if that is not known.
    /// </summary>
    private bool HasAncestorInSession(ProcessSnapshot process)
    {
        if (IsInSessionOfInit(process))
        {
            return true;
        }

        ProcessSnapshot current = process;
        for (int steps = 0; current.ParentPid is > 0 and { } pid; steps++)
        {
            // A hidden parent, or a table that was changing.
            if (!_byPid.TryGetValue(pid, out ProcessSnapshot? parent) || steps > _byPid.Count)
            {
                return true;
            }

            if (IsElsewhereInSession(parent, process))
            {
                return true;
            }

            current = parent;
        }

        return false;
    }

    // Process 1 adopts orphans. If it is hidden, its session is still 1, or 0 if it never made one.
    private bool IsInSessionOfInit(ProcessSnapshot process) =>
        _byPid.TryGetValue(InitPid, out ProcessSnapshot? init)
            ? IsElsewhereInSession(init, process)
            : process.SessionId is null or 0 or InitPid;

    private static bool IsElsewhereInSession(ProcessSnapshot other, ProcessSnapshot process) =>
        (other.SessionId is null || process.SessionId is null || other.SessionId == process.SessionId)
        && (other.ProcessGroupId is null || other.ProcessGroupId != process.ProcessGroupId);
}
