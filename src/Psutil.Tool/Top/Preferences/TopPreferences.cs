using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Top.Preferences;

/// <summary>What the full screen keeps from one run to the next.</summary>
internal sealed record TopPreferences
{
    public string Sort { get; init; } = TopColumns.Cpu.Header;

    public bool IsReversed { get; init; }

    public bool IsTree { get; init; }

    /// <summary>By what processes are put together; empty for nothing.</summary>
    public string Grouping { get; init; } = "";

    public ArgumentForm? Arguments { get; init; }

    public bool ShowsKernelThreads { get; init; }

    public bool ShowsIO { get; init; }

    public bool IsPercentOfMachine { get; init; }

    public string Theme { get; init; } = Screen.Theme.All[0].Name;

    /// <summary>The titles of the usual columns that are not shown, separated by blanks.</summary>
    public string HiddenColumns { get; init; } = "";

    /// <summary>The titles of the other columns that are shown, separated by blanks.</summary>
    public string ExtraColumns { get; init; } = "";

    /// <summary>The preferences of a user who left the screen like this.</summary>
    public static TopPreferences Of(TopState state)
    {
        TopState table = state.IsTree ? state.WithTree(false) : state;
        return new TopPreferences
        {
            Sort = table.Sort.Header,
            IsReversed = table.IsReversed,
            IsTree = state.IsTree,
            Grouping = state.Grouping?.Name ?? "",
            Arguments = state.Arguments,
            ShowsKernelThreads = state.ShowsKernelThreads,
            ShowsIO = state.ShowsIO,
            IsPercentOfMachine = state.IsPercentOfMachine,
            Theme = state.Theme.Name,
            HiddenColumns = string.Join(' ', state.HiddenColumns.Order(StringComparer.Ordinal)),
            ExtraColumns = string.Join(' ', state.ExtraColumns.Order(StringComparer.Ordinal)),
        };
    }

    /// <summary>The state with these preferences; what they name and is not known here is left out.</summary>
    public TopState ApplyTo(TopState state)
    {
        TopState next = state with
        {
            Arguments = Arguments ?? state.Arguments,
            IsPercentOfMachine = IsPercentOfMachine,
            Theme = Screen.Theme.Find(Theme) ?? state.Theme,
        };
        next = next.WithKernelThreads(ShowsKernelThreads).WithIO(ShowsIO);
        string[] hidden = HiddenColumns.Split(' ');
        string[] extra = ExtraColumns.Split(' ');
        foreach (TopColumn column in TopColumns.All.Where(column => column != TopColumns.Command && hidden.Contains(column.Header)))
        {
            next = next.WithColumn(column, shows: false);
        }

        foreach (TopColumn column in TopColumns.More.Where(column => extra.Contains(column.Header)))
        {
            next = next.WithColumn(column, shows: true);
        }

        if (next.Columns.FirstOrDefault(column => column.Header == Sort) is { } sort)
        {
            next = next.WithSort(sort, IsReversed);
        }

        next = next.WithTree(IsTree);
        return TopGrouping.Find(Grouping) is { } grouping && !IsTree ? next.WithGrouping(grouping) : next;
    }
}
