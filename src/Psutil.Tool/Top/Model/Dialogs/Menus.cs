using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>The menus of the full screen.</summary>
internal static class Menus
{
    /// <summary>By which column the table is sorted.</summary>
    public static MenuDialog OfSort(TopState state)
    {
        IReadOnlyList<TopColumn> columns = state.Columns;
        return new MenuDialog(
            "Sort by",
            [
                .. columns.Select(column => new MenuItem(column.Header, column.Meaning, next =>
                    (next.WithSort(column, isReversed: false), null)
                )),
            ]
        )
        {
            Cursor = Math.Max(0, columns.Index().FirstOrDefault(entry => entry.Item == state.Sort).Index),
        };
    }

    /// <summary>Whose processes are shown.</summary>
    public static MenuDialog OfUser(TopState state)
    {
        IEnumerable<IGrouping<string, string>> users = (state.Sample?.Processes ?? [])
            .Select(process => process.Caption.UserName)
            .OfType<string>()
            .GroupBy(user => user, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        return new MenuDialog(
            "Processes of",
            [
                new MenuItem("all users", "", next => (next.WithUser(null), null)),
                .. users.Select(group => new MenuItem(group.Key, group.Count().ToString(CultureInfo.InvariantCulture), next =>
                    (next.WithUser(group.Key), null)
                )),
            ]
        );
    }

    /// <summary>By what processes are put together.</summary>
    public static MenuDialog OfGrouping(TopState state)
    {
        TopGrouping[] offered = [.. TopGrouping.All.Where(grouping => state.SupportedFields.HasFlag(grouping.Sources))];
        return new MenuDialog(
            "Group by",
            [
                new MenuItem("nothing", "a row for each process", next => (next.WithGrouping(null), null)),
                .. offered.Select(grouping => new MenuItem(grouping.Name, grouping.Meaning, next =>
                    (next.WithGrouping(grouping), new TopAction.Refresh())
                )),
            ]
        )
        {
            Cursor = Array.IndexOf(offered, state.Grouping) + 1,
        };
    }

    /// <summary>The settings: the columns, and the colours.</summary>
    public static MenuDialog OfSetup(TopState state, int cursor = 0)
    {
        List<MenuItem> items = [];
        foreach (
            TopColumn column in TopColumns
                .All.Concat(TopColumns.More)
                .Where(column => column != TopColumns.Command && IsOffered(column, state))
        )
        {
            int index = items.Count;
            items.Add(
                new MenuItem(
                    column.Header,
                    column.Meaning,
                    next => (Reopen(next.WithColumn(column, !next.Shows(column)), index), new TopAction.Refresh()),
                    state.Shows(column)
                )
            );
        }

        foreach (Theme theme in Theme.All)
        {
            int index = items.Count;
            items.Add(
                new MenuItem(
                    theme.Name,
                    "colours",
                    next => (Reopen(next with { Theme = theme }, index), new TopAction.Refresh()),
                    state.Theme == theme
                )
            );
        }

        return new MenuDialog("Columns and colours", items) { Cursor = cursor };
    }

    // A column that is shown can be taken away again, whether this system has its field or not.
    private static bool IsOffered(TopColumn column, TopState state) =>
        !column.IsExtra || state.Shows(column) || (column.Field.Sources & state.SupportedFields) != 0;

    private static TopState Reopen(TopState state, int cursor) => state with { Dialog = OfSetup(state, cursor) };
}
