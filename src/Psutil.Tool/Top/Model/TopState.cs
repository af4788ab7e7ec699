using Psutil.Tool.Listing;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Sampling;

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

    public TopColumn Sort { get; private init; } = TopColumns.Cpu;

    public bool IsReversed { get; private init; }

    public bool IsTree { get; private init; }

    public string Filter { get; private init; } = "";

    /// <summary>The processes whose descendants are collapsed.</summary>
    public IReadOnlySet<ProcessIdentity> Collapsed { get; private init; } = new HashSet<ProcessIdentity>();

    public IReadOnlySet<ProcessIdentity> Tagged { get; private init; } = new HashSet<ProcessIdentity>();

    /// <summary>The process that the cursor follows; null for none.</summary>
    public TopProcess? Followed { get; private init; }

    public bool IsPaused { get; init; }

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

    /// <summary>The detail view; null if it is not open.</summary>
    public TopDetail? Detail { get; init; }

    public bool ShowsHelp { get; init; }

    /// <summary>The first visible line of the help.</summary>
    public int HelpOffset { get; init; }

    /// <summary>The message until the next key; null for none.</summary>
    public string? Message { get; init; }

    public TopSettings Settings => new(IsPercentOfMachine, Sample?.TotalMemory, Clock, OwnUser);

    /// <summary>The process under the cursor; null if there is none.</summary>
    public TopProcess? Selected => Cursor < Rows.Count ? Rows[Cursor].Process : null;

    /// <summary>The number of table rows that fit.</summary>
    public int TableHeight => TopLayout.Of(this).TableHeight;

    /// <summary>The state after a refresh.</summary>
    public TopState WithSample(TopSample sample)
    {
        TopState next = this with { Sample = sample, History = History.With(sample) };
        HashSet<ProcessIdentity> alive = [.. sample.Processes.Select(process => process.Identity)];
        next = next with { Tagged = Keep(Tagged, alive), Collapsed = Keep(Collapsed, alive) };
        if (Followed is { } followed && !alive.Contains(followed.Identity))
        {
            next = next with { Followed = null, Message = $"{followed.Title}, which was followed, has ended" };
        }

        return next.Arrange(Followed?.Identity);
    }

    public TopState WithSize(int width, int height) => (this with { Width = width, Height = height }).MoveTo(Cursor);

    public TopState WithFilter(string filter) => (this with { Filter = filter }).Arrange(Selected?.Identity);

    public TopState WithSort(TopColumn column, bool isReversed) =>
        (this with { Sort = column, IsReversed = isReversed }).Arrange(Followed?.Identity);

    public TopState WithTree(bool isTree) => (this with { IsTree = isTree }).Arrange(Selected?.Identity);

    public TopState WithCollapsed(IReadOnlySet<ProcessIdentity> collapsed) =>
        (this with { Collapsed = collapsed }).Arrange(Selected?.Identity);

    public TopState WithTagged(IReadOnlySet<ProcessIdentity> tagged) => this with { Tagged = tagged };

    public TopState WithFollowed(TopProcess? process) => this with { Followed = process };

    public TopState WithIO(bool showsIO) => this with { ShowsIO = showsIO, Sort = Sort.IsIO && !showsIO ? TopColumns.Cpu : Sort };

    /// <summary>Moves the cursor, and scrolls the rows with it.</summary>
    public TopState MoveTo(int row)
    {
        int cursor = Math.Clamp(row, 0, Math.Max(0, Rows.Count - 1));
        int height = Math.Max(1, TableHeight);
        int offset = Math.Clamp(Offset, Math.Max(0, cursor - height + 1), cursor);
        return this with { Cursor = cursor, Offset = Math.Min(offset, Math.Max(0, Rows.Count - height)) };
    }

    // The cursor stays on a process if one is followed, otherwise at its row.
    private TopState Arrange(ProcessIdentity? kept)
    {
        IReadOnlyList<TopProcess> processes = Sample?.Processes ?? [];
        IReadOnlyList<TopProcess> matches =
            Filter.Length == 0 ? processes : [.. processes.Where(process => RowFilter.Matches(process, Filter))];
        IReadOnlyList<TopRow> rows = IsTree ? TreeArranger.Arrange(processes, Filter, Collapsed) : SortRows(matches);
        TopState next = this with { Rows = rows, MatchCount = matches.Count };
        int row = kept is { } identity ? IndexOf(rows, identity) : -1;
        return next.MoveTo(row < 0 ? Cursor : row);
    }

    private TopRow[] SortRows(IReadOnlyList<TopProcess> matches)
    {
        // Whoever has just ended is shown a little longer, at its place.
        IReadOnlyList<TopProcess> ended = Sample?.Ended ?? [];
        IEnumerable<TopProcess> shown =
            ended.Count == 0 ? matches : matches.Concat(ended.Where(process => RowFilter.Matches(process, Filter)));
        TopProcess[] sorted = RowSorter.Sort(shown, Sort.Number, Sort.Word, Sort.LargestFirst != IsReversed, process => process.Pid);
        return Array.ConvertAll(sorted, process => new TopRow(process));
    }

    private static int IndexOf(IReadOnlyList<TopRow> rows, ProcessIdentity identity)
    {
        for (int index = 0; index < rows.Count; index++)
        {
            if (rows[index].Process.Identity == identity)
            {
                return index;
            }
        }

        return -1;
    }

    private static IReadOnlySet<ProcessIdentity> Keep(IReadOnlySet<ProcessIdentity> set, HashSet<ProcessIdentity> alive) =>
        set.Count == 0 || set.IsSubsetOf(alive) ? set : set.Where(alive.Contains).ToHashSet();
}
