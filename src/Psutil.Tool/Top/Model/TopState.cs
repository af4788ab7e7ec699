using System.Collections.Immutable;
using Psutil.Tool.Listing;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Pages;
using Psutil.Tool.Top.Replay;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>Everything that the screen depends on. Immutable: a key or a refresh creates a new one.</summary>
internal sealed record TopState
{
    /// <summary>The machine's name.</summary>
    public string HostName { get; init; } = "";

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The name of the user who looks: other users' processes have another colour.</summary>
    public string OwnUser { get; init; } = "";

    public int Width { get; init; } = 80;

    public int Height { get; init; } = 24;

    /// <summary>Whether acting on processes is forbidden.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The numbers of this system's signals, by name.</summary>
    public IReadOnlyDictionary<string, int> SignalNumbers { get; init; } = new Dictionary<string, int>();

    /// <summary>What this system reports of processes.</summary>
    public ProcessFields SupportedFields { get; init; } = ProcessFields.All;

    /// <summary>Whether processes have a priority class instead of a nice value.</summary>
    public bool HasPriorityClasses { get; init; }

    /// <summary>The last refresh; null before the first.</summary>
    public TopSample? Sample { get; private init; }

    public TopHistory History { get; private init; } = new();

    /// <summary>The rows of the table: filtered, and sorted or arranged as a tree.</summary>
    public IReadOnlyList<TopRow> Rows { get; private init; } = [];

    /// <summary>How many processes match the filter.</summary>
    public int MatchCount { get; private init; }

    /// <summary>The row under the cursor.</summary>
    public int Cursor { get; private init; }

    /// <summary>The index of the first visible row.</summary>
    public int Offset { get; private init; }

    /// <summary>By which column the table is sorted, or the siblings of the tree.</summary>
    public TopColumn Sort => IsTree ? TreeSort : TableSort;

    public bool IsReversed => IsTree ? IsTreeReversed : IsTableReversed;

    private TopColumn TableSort { get; init; } = TopColumns.Cpu;

    private bool IsTableReversed { get; init; }

    // The order of starts keeps the tree at rest, unless the user wants another one.
    private TopColumn TreeSort { get; init; } = TopColumns.Start;

    private bool IsTreeReversed { get; init; }

    public bool IsTree { get; private init; }

    /// <summary>By what processes are put together; null for one row each. Not together with the tree.</summary>
    public TopGrouping? Grouping { get; private init; }

    /// <summary>The names of the groups whose processes are shown.</summary>
    public IReadOnlySet<string> OpenGroups { get; private init; } = new HashSet<string>();

    public RowPattern Filter { get; private init; } = RowPattern.All;

    /// <summary>What is searched for; without hiding anything.</summary>
    public RowPattern Search { get; private init; } = RowPattern.All;

    /// <summary>The user whose processes are shown; null for all.</summary>
    public string? User { get; private init; }

    /// <summary>The processes that are shown, with their descendants if that is asked for; null for all.</summary>
    public IReadOnlySet<int>? OnlyPids { get; init; }

    /// <summary>Whether the threads of the kernel, which are many and rarely matter, are shown.</summary>
    public bool ShowsKernelThreads { get; private init; }

    /// <summary>The titles of the usual columns that are not shown.</summary>
    public IReadOnlySet<string> HiddenColumns { get; private init; } = new HashSet<string>();

    /// <summary>The titles of the other columns that are shown.</summary>
    public IReadOnlySet<string> ExtraColumns { get; private init; } = new HashSet<string>();

    public Theme Theme { get; init; } = Theme.All[0];

    /// <summary>Where and when the mouse was last clicked, to recognize a double click; null if that led elsewhere.</summary>
    public (int Row, long At)? LastClick { get; init; }

    /// <summary>The processes whose descendants are collapsed.</summary>
    public IReadOnlySet<ProcessIdentity> Collapsed { get; private init; } = new HashSet<ProcessIdentity>();

    /// <summary>The PIDs of the parents whose equal children are shown one by one.</summary>
    public IReadOnlySet<int> Unfolded { get; private init; } = new HashSet<int>();

    public IReadOnlySet<ProcessIdentity> Tagged { get; private init; } = new HashSet<ProcessIdentity>();

    /// <summary>The process that the cursor follows; null for none.</summary>
    public TopProcess? Followed { get; private init; }

    public bool IsPaused { get; init; }

    /// <summary>The moment of a recording that is shown; null for the present.</summary>
    public TopPast? Past { get; init; }

    /// <summary>Whether CPU % is of all CPUs and not of one.</summary>
    public bool IsPercentOfMachine { get; init; }

    /// <summary>Whether the table has the I/O columns, which cost more than all others.</summary>
    public bool ShowsIO { get; private init; }

    /// <summary>How much of the arguments, which may contain secrets, is read and shown.</summary>
    public ArgumentForm Arguments { get; init; }

    /// <summary>The first column of the commands that is shown.</summary>
    public int CommandOffset { get; init; }

    /// <summary>The open question; null for none.</summary>
    public TopDialog? Dialog { get; init; }

    /// <summary>The page that is shown in place of the processes; null for none.</summary>
    public OpenPage? Page { get; private init; }

    // The pages that were shown before, which keep their order and place.
    private ImmutableDictionary<string, OpenPage> ClosedPages { get; init; } = ImmutableDictionary<string, OpenPage>.Empty;

    /// <summary>The detail view; null if it is not open.</summary>
    public TopDetail? Detail { get; init; }

    public bool ShowsHelp { get; init; }

    /// <summary>The first visible line of the help.</summary>
    public int HelpOffset { get; init; }

    /// <summary>The message until the next key; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>The columns to show, from left to right, if all of them fit.</summary>
    public IReadOnlyList<TopColumn> Columns =>
        [
            .. TopColumns.All.Where(column => column != TopColumns.Command && Shows(column)),
            .. TopColumns.More.Where(Shows),
            TopColumns.Command,
        ];

    /// <summary>What must be read for the columns beyond the usual fields of all processes.</summary>
    public ProcessFields ExtraFields
    {
        get
        {
            ProcessFields fields = (ShowsIO ? ProcessFields.IOCounters : 0) | (Grouping?.Sources ?? 0);
            foreach (TopColumn column in ExtraColumns.Count == 0 ? [] : TopColumns.More)
            {
                fields |= Shows(column) && column != TopColumns.Power ? column.Field.Sources : ProcessFields.None;
            }

            return fields;
        }
    }

    /// <summary>Whether the power of processes is estimated, which needs the energy counters and no other field.</summary>
    public bool EstimatesPower => Shows(TopColumns.Power);

    public TopSettings Settings => new(IsPercentOfMachine, Sample?.TotalMemory, Past?.MomentClock ?? Clock, OwnUser);

    /// <summary>The process under the cursor; null if there is none.</summary>
    public TopProcess? Selected => Cursor < Rows.Count ? Rows[Cursor].Process : null;

    // The group whose row is under the cursor.
    private string? SelectedGroup => Cursor < Rows.Count ? Rows[Cursor].Group : null;

    /// <summary>The number of table rows that fit.</summary>
    public int TableHeight => TopLayout.Of(this).TableHeight;

    /// <summary>The state with another page; each keeps its order and place for the next time.</summary>
    public TopState Turn(TopPage page) =>
        this with
        {
            LastClick = null,
            Page = page.Open is null ? null : ClosedPages.GetValueOrDefault(page.Name) ?? new OpenPage(page),
            ClosedPages = Page is { } before ? ClosedPages.SetItem(before.Page.Name, before.Closed()) : ClosedPages,
        };

    public TopState WithPage(OpenPage page) => this with { Page = page };

    /// <summary>The state with the cursor on a process; null if no row is of it.</summary>
    public TopState? Select(int pid)
    {
        TopProcess? process = Sample?.Processes.FirstOrDefault(process => process.Pid == pid);
        if (process is null)
        {
            return null;
        }

        // In a group that is folded it has no row.
        TopState open = Grouping is null ? this : WithOpenGroups(OpenGroups.Append(Grouping.GroupOf(process)).ToHashSet());
        int row = IndexOf(open.Rows, process.Identity, null);
        return row < 0 ? null : open.WithFollowed(null).MoveTo(row);
    }

    /// <summary>The state after a refresh.</summary>
    public TopState WithSample(TopSample sample)
    {
        TopState next = this with { Sample = sample, History = History.With(sample), Detail = Detail?.WithSample(sample) };
        if (Page is { } open && sample.Page is { } read && read.Of == open.Page)
        {
            next = next with { Page = open.WithTable(read.Table, next.TableHeight) };
        }

        if (Tagged.Count > 0 || Collapsed.Count > 0 || Followed is not null)
        {
            HashSet<ProcessIdentity> alive = [.. sample.Processes.Select(process => process.Identity)];
            next = next with { Tagged = Keep(Tagged, alive), Collapsed = Keep(Collapsed, alive) };
            // In the past it may be there again at another moment.
            if (Past is null && Followed is { } followed && !alive.Contains(followed.Identity))
            {
                next = next with { Followed = null, Message = $"{followed.Title}, which was followed, has ended" };
            }
        }

        // What a search has found, or what is looked at closely, keeps the cursor.
        bool isKept = Detail is not null || (!Search.IsEmpty && Selected is { } found && Search.Matches(found));
        return next.Arrange(Followed?.Identity ?? (isKept ? Selected?.Identity : null), isKept ? SelectedGroup : null);
    }

    /// <summary>The state at another time, or in the present if that is null, of which nothing was read yet.</summary>
    public TopState At(TopPast? past) =>
        this with
        {
            Past = past,
            Sample = null,
            History = new TopHistory(),
            Rows = [],
            MatchCount = 0,
            Tagged = new HashSet<ProcessIdentity>(),
            Page = Page?.Closed(),
            Detail = Detail?.Anew(),
            IsPaused = false,
            LastClick = null,
            Dialog = null,
        };

    /// <summary>The state after a move to a recorded moment.</summary>
    /// <param name="past">The moment.</param>
    /// <param name="sample">What the machine was like.</param>
    /// <param name="isContinued">Whether it follows the sample before.</param>
    public TopState WithPast(TopPast past, TopSample sample, bool isContinued)
    {
        TopState next = this with
        {
            Past = past,
            Detail = isContinued
                ? Detail is null
                    ? null
                    : Detail with
                    {
                        IsEnded = false,
                    }
                : Detail?.Anew(),
            History = isContinued ? History : new TopHistory(),
        };
        return next.WithSample(sample).WithCurves();
    }

    /// <summary>The state with the curves of the recording up to the moment, as soon as they were read.</summary>
    public TopState WithCurves() => Past?.Curves() is { } curves ? this with { History = curves } : this;

    public TopState WithSize(int width, int height)
    {
        TopState next = (this with { Width = width, Height = height }).MoveTo(Cursor);
        return next.Page is { } page ? next.WithPage(page.MoveTo(page.Cursor, next.TableHeight)) : next;
    }

    public TopState WithFilter(string filter) =>
        filter == Filter.Text ? this : (this with { Filter = new RowPattern(filter) }).Arrange(Selected?.Identity);

    public TopState WithSearch(RowPattern search) => this with { Search = search };

    public TopState WithUser(string? user) => (this with { User = user }).Arrange(Selected?.Identity);

    public TopState WithKernelThreads(bool shows) => (this with { ShowsKernelThreads = shows }).Arrange(Selected?.Identity);

    /// <summary>Whether a column is among those to show; a narrow screen leaves some of them out.</summary>
    public bool Shows(TopColumn column) =>
        column.IsIO ? ShowsIO
        : column.IsExtra ? ExtraColumns.Contains(column.Header)
        : !HiddenColumns.Contains(column.Header);

    public TopState WithColumn(TopColumn column, bool shows) =>
        column.IsIO ? WithIO(shows)
        : column.IsExtra ? (this with { ExtraColumns = With(ExtraColumns, column.Header, shows) }).WithoutLostSort()
        : (this with { HiddenColumns = With(HiddenColumns, column.Header, !shows) }).WithoutLostSort();

    /// <summary>The state with the cursor on the next process, or the one before, that the search finds.</summary>
    public TopState FindNext(int step)
    {
        for (int distance = 1; distance <= Rows.Count; distance++)
        {
            int row = ((Cursor + distance * step) % Rows.Count + Rows.Count) % Rows.Count;
            if (!Search.IsEmpty && Rows[row].IsFoundBy(Search))
            {
                return WithFollowed(null).MoveTo(row);
            }
        }

        return Search.IsEmpty ? this : this with { Message = $"no process matches \"{Search.Text}\"" };
    }

    public TopState WithSort(TopColumn column, bool isReversed) =>
        (
            IsTree
                ? this with
                {
                    TreeSort = column,
                    IsTreeReversed = isReversed,
                }
                : this with
                {
                    TableSort = column,
                    IsTableReversed = isReversed,
                }
        ).Arrange(Followed?.Identity ?? Detail?.Process.Identity);

    public TopState WithTree(bool isTree) =>
        (this with { IsTree = isTree, Grouping = isTree ? null : Grouping }).Arrange(Selected?.Identity);

    public TopState WithGrouping(TopGrouping? grouping) =>
        (this with { Grouping = grouping, IsTree = IsTree && grouping is null, OpenGroups = new HashSet<string>() }).Arrange(
            Selected?.Identity
        );

    public TopState WithOpenGroups(IReadOnlySet<string> open) =>
        (this with { OpenGroups = open }).Arrange(Selected?.Identity, SelectedGroup);

    /// <summary>The group of the row under the cursor, or of the process there; null where there are no groups.</summary>
    public string? GroupUnderCursor =>
        Grouping is null || Cursor >= Rows.Count ? null : Rows[Cursor].Group ?? Grouping.GroupOf(Rows[Cursor].Process);

    public TopState WithCollapsed(IReadOnlySet<ProcessIdentity> collapsed) =>
        (this with { Collapsed = collapsed }).Arrange(Selected?.Identity);

    public TopState WithUnfolded(int parent, bool isUnfolded)
    {
        HashSet<int> unfolded = [.. Unfolded];
        _ = isUnfolded ? unfolded.Add(parent) : unfolded.Remove(parent);
        return (this with { Unfolded = unfolded }).Arrange(Selected?.Identity);
    }

    public TopState WithTagged(IReadOnlySet<ProcessIdentity> tagged) => this with { Tagged = tagged };

    public TopState WithFollowed(TopProcess? process) => this with { Followed = process };

    public TopState WithIO(bool showsIO) => (this with { ShowsIO = showsIO }).WithoutLostSort();

    /// <summary>Moves the cursor, and scrolls the rows with it.</summary>
    public TopState MoveTo(int row)
    {
        int cursor = Math.Clamp(row, 0, Math.Max(0, Rows.Count - 1));
        int height = Math.Max(1, TableHeight);
        int offset = Math.Clamp(Offset, Math.Max(0, cursor - height + 1), cursor);
        return this with { Cursor = cursor, Offset = Math.Min(offset, Math.Max(0, Rows.Count - height)) };
    }

    // The cursor stays on a process if one is followed, otherwise at its row.
    private TopState Arrange(ProcessIdentity? kept, string? keptGroup = null)
    {
        IReadOnlyList<TopProcess> processes = Sample?.Processes ?? [];
        processes = processes.Any(IsLeftOut) ? [.. processes.Where(process => !IsLeftOut(process))] : processes;
        IReadOnlyList<TopProcess> matches = Filter.IsEmpty ? processes : [.. processes.Where(Filter.Matches)];
        IReadOnlyList<TopRow> rows =
            IsTree ? TreeArranger.Arrange(processes, Filter, new TreeOrder(Sort, IsReversed, Collapsed, Unfolded))
            : Grouping is { } grouping ? GroupArranger.Arrange(matches, grouping, Sort, IsReversed, OpenGroups)
            : SortRows(matches);
        TopState next = this with { Rows = rows, MatchCount = matches.Count };
        int row = kept is { } identity ? IndexOf(rows, identity, keptGroup) : -1;
        return next.MoveTo(row < 0 ? Cursor : row);
    }

    private bool IsLeftOut(TopProcess process) =>
        (process.IsKernelThread && !ShowsKernelThreads)
        || (User is not null && process.Caption.UserName != User)
        || (OnlyPids is not null && !OnlyPids.Contains(process.Pid));

    private TopState WithoutLostSort() => Shows(Sort) ? this : WithSort(TopColumns.Cpu, isReversed: false);

    private static HashSet<string> With(IReadOnlySet<string> set, string entry, bool isIn)
    {
        HashSet<string> next = [.. set];
        _ = isIn ? next.Add(entry) : next.Remove(entry);
        return next;
    }

    private TopRow[] SortRows(IReadOnlyList<TopProcess> matches)
    {
        // Whoever has just ended is shown a little longer, at its place.
        IReadOnlyList<TopProcess> ended = Sample?.Ended ?? [];
        IEnumerable<TopProcess> shown =
            ended.Count == 0 ? matches : matches.Concat(ended.Where(process => !IsLeftOut(process) && Filter.Matches(process)));
        TopProcess[] sorted = RowSorter.Sort(shown, Sort.Number, Sort.Word, Sort.LargestFirst != IsReversed, process => process.Pid);
        return Array.ConvertAll(sorted, process => new TopRow(process));
    }

    private static int IndexOf(IReadOnlyList<TopRow> rows, ProcessIdentity identity, string? group)
    {
        for (int index = 0; index < rows.Count; index++)
        {
            if (group is null ? rows[index].Group is null && rows[index].Process.Identity == identity : rows[index].Group == group)
            {
                return index;
            }
        }

        return -1;
    }

    private static IReadOnlySet<ProcessIdentity> Keep(IReadOnlySet<ProcessIdentity> set, HashSet<ProcessIdentity> alive) =>
        set.Count == 0 || set.IsSubsetOf(alive) ? set : set.Where(alive.Contains).ToHashSet();
}
