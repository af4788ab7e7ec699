using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top;

/// <summary>What the command line says.</summary>
/// <param name="Delay">The time from one refresh to the next.</param>
/// <param name="Count">After how many refreshes it ends; null for never.</param>
/// <param name="IsReadOnly">Whether acting on processes is forbidden.</param>
internal sealed record TopOptions(TimeSpan Delay, int? Count, bool IsReadOnly)
{
    /// <summary>How much of the arguments of processes is shown; null where nothing says it.</summary>
    public ArgumentForm? Arguments { get; init; }

    /// <summary>By which column processes are sorted; null for the usual one.</summary>
    public TopColumn? Sort { get; init; }

    /// <summary>The user whose processes are shown; null for all.</summary>
    public string? User { get; init; }

    /// <summary>The processes that are shown; null for all.</summary>
    public IReadOnlySet<int>? Pids { get; init; }

    /// <summary>What selects processes; empty for all.</summary>
    public RowPattern Filter { get; init; } = RowPattern.All;

    public bool IsTree { get; init; }

    /// <summary>By what processes are put together; null for nothing.</summary>
    public TopGrouping? Grouping { get; init; }

    /// <summary>Whether a recording is shown first.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Which moment of it, as the user wrote it; null for its end.</summary>
    public string? ReplayTime { get; init; }

    /// <summary>The directory of the recording; null for the usual one.</summary>
    public string? Directory { get; init; }

    /// <summary>The colours; null for the usual ones.</summary>
    public Theme? Theme { get; init; }

    /// <summary>The state with these options, which go before the preferences.</summary>
    public TopState ApplyTo(TopState state)
    {
        TopState next = state with
        {
            IsReadOnly = IsReadOnly,
            Arguments = Arguments ?? state.Arguments,
            Theme = Theme ?? state.Theme,
            OnlyPids = Pids,
        };
        if (Sort is { } sort)
        {
            next = (sort.IsIO || sort.IsExtra ? next.WithColumn(sort, shows: true) : next)
                .WithTree(false)
                .WithSort(sort, isReversed: false);
        }

        next = next.WithTree(IsTree || (next.IsTree && Grouping is null)).WithFilter(Filter.Text).WithUser(User);
        next = Grouping is null ? next : next.WithGrouping(Grouping);
        return Sort is { } siblings && next.IsTree ? next.WithSort(siblings, isReversed: false) : next;
    }
}
