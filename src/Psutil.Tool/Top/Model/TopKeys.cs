using Psutil.Tool.Text;
using Psutil.Tool.Top.Pages;
using Psutil.Tool.Top.Replay;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>The effect of keys: a state and a key give the next state, and possibly an action.</summary>
internal static class TopKeys
{
    // How far the commands are scrolled at a time, and at most.
    private const int SidewaysStep = 8;
    private const int MostSideways = 4000;

    private const string Forbidden = "read-only: started with --readonly";
    private const string NobodyThere = "there is no process to act on";

    public static (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        state = state with { Message = null };
        if (key.IsControl('c') || key.IsControl('d'))
        {
            return (state, new TopAction.Quit());
        }

        if (key.IsControl('z'))
        {
            return (state, new TopAction.Suspend());
        }

        if (key.IsControl('l'))
        {
            return (state, new TopAction.Refresh());
        }

        if (state is { Dialog: null, ShowsHelp: false } && PastKeys.Press(state, key) is { } pressed)
        {
            return pressed;
        }

        return state switch
        {
            { Dialog: { } dialog } => dialog.Press(state, key),
            { ShowsHelp: true } => (PressInHelp(state, key), null),
            { Detail: { } detail } => detail.Press(state, key),
            { Page: { } page } => page.Press(state, key),
            _ => PressInTable(state, key),
        };
    }

    /// <summary>The effect of a key that the details share with all pages. Pages of the machine are not turned below them.</summary>
    public static (TopState State, TopAction? Action) PressAnywhereInDetails(TopState state, Key key) =>
        key.Code is KeyCode.F1 or KeyCode.F10 || key.Is('h') || key.Is('?') || key.Is('p')
            ? PressAnywhere(state, key)
            : (Unknown(state, key), null);

    private static TopState PressInHelp(TopState state, Key key) =>
        key.Code switch
        {
            KeyCode.Mouse when key.Mouse.Kind != MouseKind.Press => state with
            {
                HelpOffset = Math.Max(0, state.HelpOffset + (key.Mouse.Kind == MouseKind.WheelUp ? -1 : 1)),
            },
            KeyCode.Down or KeyCode.PageDown => state with
            {
                HelpOffset = state.HelpOffset + (key.Code == KeyCode.Down ? 1 : state.Height - 2),
            },
            KeyCode.Up or KeyCode.PageUp => state with
            {
                HelpOffset = Math.Max(0, state.HelpOffset - (key.Code == KeyCode.Up ? 1 : state.Height - 2)),
            },
            _ => state with { ShowsHelp = false, HelpOffset = 0 },
        };

    private static (TopState State, TopAction? Action) PressInTable(TopState state, Key key) =>
        key.Code switch
        {
            KeyCode.Mouse => TopMouse.Act(state, key.Mouse),
            KeyCode.Up => (Move(state, state.Cursor - 1), null),
            KeyCode.Down => (Move(state, state.Cursor + 1), null),
            KeyCode.PageUp => (Move(state, state.Cursor - state.TableHeight), null),
            KeyCode.PageDown => (Move(state, state.Cursor + state.TableHeight), null),
            KeyCode.Home => (Move(state, 0), null),
            KeyCode.End => (Move(state, state.Rows.Count - 1), null),
            KeyCode.Left => (state with { CommandOffset = Math.Max(0, state.CommandOffset - SidewaysStep) }, null),
            KeyCode.Right => (state with { CommandOffset = Math.Min(MostSideways, state.CommandOffset + SidewaysStep) }, null),
            KeyCode.Enter => OpenDetail(state, DetailPage.Summary),
            KeyCode.Escape => (ClearOne(state), null),
            KeyCode.F2 => (state with { Dialog = Menus.OfSetup(state) }, null),
            KeyCode.F3 => (Search(state), null),
            KeyCode.F4 => (Filter(state), null),
            KeyCode.F5 => (state.WithTree(!state.IsTree), null),
            KeyCode.F6 => (state with { Dialog = Menus.OfSort(state) }, null),
            KeyCode.F7 => (AskNicer(state, -1), null),
            KeyCode.F8 => (AskNicer(state, 1), null),
            KeyCode.F9 => (AskSignal(state, Targets(state)), null),
            KeyCode.Character when key.Character.IsAscii => PressCharacter(state, (char)key.Character.Value),
            _ => PressAnywhere(state, key),
        };

    /// <summary>The effect of a key that is the same on every page.</summary>
    public static (TopState State, TopAction? Action) PressAnywhere(TopState state, Key key)
    {
        TopPage shown = state.Page?.Page ?? TopPages.Processes;
        return key.Code switch
        {
            KeyCode.Tab => Turn(state, TopPages.Beside(shown, 1)),
            KeyCode.BackTab => Turn(state, TopPages.Beside(shown, -1)),
            KeyCode.F1 => (state with { ShowsHelp = true }, null),
            KeyCode.F10 => (state, new TopAction.Quit()),
            KeyCode.Character when key.Is('h') || key.Is('?') => (state with { ShowsHelp = true }, null),
            KeyCode.Character when key.Is('q') => (state, new TopAction.Quit()),
            KeyCode.Character when key.Is('p') => (state with { IsPaused = !state.IsPaused }, null),
            KeyCode.Character when TopPages.Find(key.Character.Value - '0') is { } page => Turn(state, page),
            _ => (Unknown(state, key), null),
        };
    }

    /// <summary>The state with another page, which is read at once.</summary>
    public static (TopState State, TopAction? Action) Turn(TopState state, TopPage page) => (state.Turn(page), new TopAction.Refresh());

    private static (TopState State, TopAction? Action) PressCharacter(TopState state, char character) =>
        character switch
        {
            '/' => (Search(state), null),
            '\\' => (Filter(state), null),
            'n' => (state.FindNext(1), null),
            'N' when !state.Search.IsEmpty => (state.FindNext(-1), null),
            'N' => (Sort(state, TopColumns.Pid), null),
            '<' or ',' => (SortBeside(state, -1), null),
            '>' or '.' => (SortBeside(state, 1), null),
            'R' => (state.WithSort(state.Sort, !state.IsReversed), null),
            'P' => (Sort(state, TopColumns.Cpu), null),
            'M' => (Sort(state, TopColumns.Rss), null),
            'T' => (Sort(state, TopColumns.Time), null),
            's' => (state with { Dialog = Menus.OfSort(state) }, null),
            'u' => (state with { Dialog = Menus.OfUser(state) }, null),
            'K' => (state.WithKernelThreads(!state.ShowsKernelThreads), null),
            'g' => (state with { Dialog = Menus.OfGrouping(state) }, null),
            't' => (state.WithTree(!state.IsTree), null),
            '-' => (Fold(state, isFolded: true), null),
            '+' or '=' => (Fold(state, isFolded: false), null),
            '*' => (FoldAll(state), null),
            'F' => (Follow(state), null),
            ' ' => (Tag(state), null),
            'U' => (state.WithTagged(new HashSet<ProcessIdentity>()), null),
            'k' => (AskSignal(state, Targets(state)), null),
            'r' => (AskPriority(state, Targets(state)), null),
            'i' => (state.WithIO(!state.ShowsIO), new TopAction.Refresh()),
            'I' or '%' => (state with { IsPercentOfMachine = !state.IsPercentOfMachine }, null),
            'a' or 'c' => (NextArguments(state), new TopAction.Refresh()),
            'H' => OpenDetail(state, DetailPage.Threads),
            'l' => OpenDetail(state, DetailPage.Files),
            'e' => OpenDetail(state, DetailPage.Environment),
            'x' => (state with { Message = "file locks are not shown; l shows the open files" }, null),
            _ => PressAnywhere(state, Key.Of(character)),
        };

    private static TopState Unknown(TopState state, Key key)
    {
        string name =
            key.Code == KeyCode.Control ? $"Ctrl+{char.ToUpperInvariant((char)key.Character.Value)}"
            : key.Code == KeyCode.Character ? $"'{key.Character}'"
            : key.Code.ToString();
        return state with { Message = $"{name} does nothing here; h lists the keys" };
    }

    private static TopState Filter(TopState state) => state with { Dialog = new FilterDialog(state.Filter.Text) };

    private static TopState Search(TopState state) => state with { Dialog = new SearchDialog(state.Search.Text, state.Cursor) };

    /// <summary>The state with the next form of arguments, and a message that names it.</summary>
    public static TopState NextArguments(TopState state)
    {
        ArgumentForm next = state.Arguments switch
        {
            ArgumentForm.Masked => ArgumentForm.Names,
            ArgumentForm.Names => ArgumentForm.All,
            _ => ArgumentForm.Masked,
        };
        string message = next switch
        {
            ArgumentForm.Masked => "arguments without what looks like a secret",
            ArgumentForm.Names => "names only",
            _ => "all arguments, which may hold secrets",
        };
        return state with { Arguments = next, CommandOffset = 0, Message = message };
    }

    // Moving the cursor ends following a process.
    private static TopState Move(TopState state, int row) => state.WithFollowed(null).MoveTo(row);

    private static TopState SortBeside(TopState state, int step)
    {
        IReadOnlyList<TopColumn> columns = state.Columns;
        int index = Math.Max(0, columns.Index().FirstOrDefault(entry => entry.Item == state.Sort).Index);
        return Sort(state, columns[(index + step + columns.Count) % columns.Count]);
    }

    private static TopState Sort(TopState state, TopColumn column) => state.WithSort(column, isReversed: false);

    private static TopState Fold(TopState state, bool isFolded)
    {
        if (state.GroupUnderCursor is { } group)
        {
            return FoldGroup(state, group, isFolded);
        }

        if (!state.IsTree || state.Selected is not { } process)
        {
            return state with { Message = "only the tree and groups can be folded; t and g show them" };
        }

        // A row that stands for several equal processes is unfolded by their parent.
        TopRow row = state.Rows[state.Cursor];
        if (row.Members.Count > 0 || (isFolded && !row.HasChildren && row.Node?.Parent is not null))
        {
            return state.WithUnfolded(process.Snapshot.ParentPid ?? 0, !isFolded);
        }

        HashSet<ProcessIdentity> collapsed = [.. state.Collapsed];
        return row.HasChildren && (isFolded ? collapsed.Add(process.Identity) : collapsed.Remove(process.Identity))
            ? state.WithCollapsed(collapsed)
            : state;
    }

    // The cursor goes to the row of the group, which stays.
    private static TopState FoldGroup(TopState state, string group, bool isFolded)
    {
        HashSet<string> open = [.. state.OpenGroups];
        _ = isFolded ? open.Remove(group) : open.Add(group);
        TopState onGroup = state.MoveTo(Math.Max(0, state.Rows.Index().FirstOrDefault(entry => entry.Item.Group == group).Index));
        return onGroup.WithOpenGroups(open);
    }

    private static TopState FoldAll(TopState state)
    {
        if (state.Grouping is not null)
        {
            return state.WithOpenGroups(
                state.OpenGroups.Count > 0 ? new HashSet<string>() : state.Rows.Select(row => row.Group).OfType<string>().ToHashSet()
            );
        }

        if (!state.IsTree)
        {
            return state;
        }

        return state.WithCollapsed(
            state.Collapsed.Count > 0
                ? new HashSet<ProcessIdentity>()
                : state.Rows.Where(row => row.HasChildren).Select(row => row.Process.Identity).ToHashSet()
        );
    }

    private static TopState Follow(TopState state) =>
        state.Followed is null && IsGroup(state)
            ? state with
            {
                Message = "a group cannot be followed; + shows its processes",
            }
            : state.WithFollowed(state.Followed is null ? state.Selected : null);

    private static bool IsGroup(TopState state) => state.Cursor < state.Rows.Count && state.Rows[state.Cursor].Group is not null;

    private static TopState Tag(TopState state)
    {
        if (state.Selected is not { } process)
        {
            return state;
        }

        HashSet<ProcessIdentity> tagged = [.. state.Tagged];
        IReadOnlyList<TopProcess> members = state.Rows[state.Cursor] is { Group: not null } row ? row.Members : [process];
        if (members.All(member => tagged.Contains(member.Identity)))
        {
            tagged.ExceptWith(members.Select(member => member.Identity));
        }
        else
        {
            tagged.UnionWith(members.Select(member => member.Identity));
        }

        return Move(state.WithTagged(tagged), state.Cursor + 1);
    }

    // Escape undoes one thing at a time, the most visible first.
    private static TopState ClearOne(TopState state) =>
        !state.Search.IsEmpty ? state.WithSearch(RowPattern.All)
        : !state.Filter.IsEmpty ? state.WithFilter("")
        : state.User is not null ? state.WithUser(null)
        : state.Tagged.Count > 0 ? state.WithTagged(new HashSet<ProcessIdentity>())
        : state.WithFollowed(null);

    /// <summary>The state with the question which signal to send; without targets there is none.</summary>
    public static TopState AskSignal(TopState state, IReadOnlyList<TopProcess> targets) =>
        WhyNot(state) is { } reason ? state with { Message = reason }
        : targets.Count > 0 ? state with { Dialog = ChoiceDialog.OfSignal(targets, state.SignalNumbers) }
        : state with { Message = NobodyThere };

    /// <summary>The state with the question which nice value or priority to set; without targets there is none.</summary>
    public static TopState AskPriority(TopState state, IReadOnlyList<TopProcess> targets) =>
        WhyNot(state) is { } reason ? state with { Message = reason }
        : targets.Count > 0 ? state with { Dialog = state.HasPriorityClasses ? ChoiceDialog.OfPriority(targets) : new NiceDialog(targets) }
        : state with { Message = NobodyThere };

    // Why nothing can be done to processes; null if it can.
    private static string? WhyNot(TopState state) =>
        state.Past is not null ? PastKeys.Forbidden
        : state.IsReadOnly ? Forbidden
        : null;

    // As F7 and F8 of htop: one nicer or less nice, after a yes.
    private static TopState AskNicer(TopState state, int step)
    {
        if (WhyNot(state) is { } reason)
        {
            return state with { Message = reason };
        }

        IReadOnlyList<TopProcess> targets = Targets(state);
        return targets is [var first, ..] && !state.HasPriorityClasses && first.Snapshot.Nice is { } nice
            ? state with
            {
                Dialog = NiceDialog.Of(targets, nice + step),
            }
            : AskPriority(state, targets);
    }

    // The tagged processes, shown or not; if there are none, the one under the cursor.
    private static IReadOnlyList<TopProcess> Targets(TopState state) =>
        state.Tagged.Count > 0 ? [.. (state.Sample?.Processes ?? []).Where(process => state.Tagged.Contains(process.Identity))]
        : state.Selected is null ? []
        : state.Rows[state.Cursor] is { Members.Count: > 0 } group ? group.Members
        : state.Selected is { Life: not ProcessLife.Ended } process ? [process]
        : [];

    private static TopDetail DetailOf(TopState state, TopProcess process, DetailPage page)
    {
        TopDetail detail = new(process, page) { Arguments = state.Arguments };
        return state.Sample is { } sample ? detail.WithSample(sample).WithCurves(sample.Curves) : detail;
    }

    private static (TopState State, TopAction? Action) OpenDetail(TopState state, DetailPage page) =>
        IsGroup(state) ? (Fold(state, isFolded: state.OpenGroups.Contains(state.GroupUnderCursor!)), null)
        : state.Selected is { } process
            ? ((state with { Detail = DetailOf(state, process, page) }).MoveTo(state.Cursor), new TopAction.ReadDetail())
        : (state, null);

    /// <summary>The details of the process that is some rows away in the table.</summary>
    public static (TopState State, TopAction? Action) ShowBeside(TopState state, TopDetail detail, int step)
    {
        int row = state.Cursor + step;
        while (row >= 0 && row < state.Rows.Count && state.Rows[row].Group is not null)
        {
            row += step;
        }

        return row >= 0 && row < state.Rows.Count
            ? ShowOther(state, detail, row)
            : (state with { Message = "there is no other process in this direction" }, null);
    }

    /// <summary>The details of the process of a row, on the same page; the environment is asked for anew.</summary>
    public static (TopState State, TopAction? Action) ShowOther(TopState state, TopDetail detail, int row)
    {
        if (row >= state.Rows.Count || state.Rows[row].Group is not null)
        {
            return (state, null);
        }

        TopState moved = state.WithFollowed(null).MoveTo(row);
        TopDetail next = DetailOf(moved, moved.Rows[row].Process, detail.Page);
        return next.Process.Identity == detail.Process.Identity
            ? (moved, null)
            : (moved with { Detail = next }, next.IsReadable ? new TopAction.ReadDetail() : null);
    }
}
