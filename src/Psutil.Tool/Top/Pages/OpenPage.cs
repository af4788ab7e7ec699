using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>A page that is shown in place of the processes, with its order and cursor. Immutable.</summary>
/// <param name="Page">Which.</param>
internal sealed record OpenPage(TopPage Page)
{
    private const int WheelStep = 3;

    /// <summary>The rows in the order that the user chose; null until they are read.</summary>
    public PageTable? Table { get; private init; }

    /// <summary>The column that the rows are sorted by; null for the order of the page's reader.</summary>
    public int? SortColumn { get; private init; } = ColumnOf(Page.Columns, Page.SortHeader);

    public bool IsReversed { get; private init; }

    /// <summary>The row under the cursor.</summary>
    public int Cursor { get; private init; }

    /// <summary>The first visible row.</summary>
    public int Offset { get; private init; }

    /// <summary>The page after a refresh.</summary>
    public OpenPage WithTable(PageTable table, int height) =>
        (this with { Table = SortColumn is { } column ? table.Sort(column, IsReversed) : table }).MoveTo(Cursor, height);

    /// <summary>The page without its rows, which are old when it is shown the next time.</summary>
    public OpenPage Closed() => this with { Table = null };

    public OpenPage MoveTo(int row, int height)
    {
        int count = Table?.Count ?? 0;
        int cursor = Math.Clamp(row, 0, Math.Max(0, count - 1));
        int offset = Math.Clamp(Offset, Math.Max(0, cursor - Math.Max(1, height) + 1), cursor);
        return this with { Cursor = cursor, Offset = Math.Min(offset, Math.Max(0, count - height)) };
    }

    public OpenPage SortBy(int column, bool isReversed) =>
        this with
        {
            SortColumn = column,
            IsReversed = isReversed,
            Table = Table?.Sort(column, isReversed),
        };

    /// <summary>The effect of a key while the page is shown.</summary>
    public (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        int height = state.TableHeight;
        switch (key.Code)
        {
            case KeyCode.Mouse:
                return Act(state, key.Mouse);
            case KeyCode.Escape:
                return TopKeys.Turn(state, TopPages.Processes);
            case KeyCode.Enter:
                return OpenProcess(state);
            case KeyCode.F6:
            case KeyCode.Character when key.Is('s'):
                return (state with { Dialog = SortMenu() }, null);
            case KeyCode.Character when key.Is('R'):
                return (SortColumn is { } column ? state.WithPage(SortBy(column, !IsReversed)) : state, null);
            case KeyCode.Character when key.Is('<') || key.Is(','):
                return (state.WithPage(SortBeside(-1)), null);
            case KeyCode.Character when key.Is('>') || key.Is('.'):
                return (state.WithPage(SortBeside(1)), null);
        }

        int? row = key.Code switch
        {
            KeyCode.Up => Cursor - 1,
            KeyCode.Down => Cursor + 1,
            KeyCode.PageUp => Cursor - height,
            KeyCode.PageDown => Cursor + height,
            KeyCode.Home => 0,
            KeyCode.End => int.MaxValue,
            _ => null,
        };
        return row is { } target ? (state.WithPage(MoveTo(target, height)), null) : TopKeys.PressAnywhere(state, key);
    }

    private (TopState State, TopAction? Action) Act(TopState state, MouseReport mouse)
    {
        int height = state.TableHeight;
        int headings = TopLayout.Of(state).HeadingsLine;
        switch (mouse.Kind)
        {
            case MouseKind.WheelUp or MouseKind.WheelDown:
                return (state.WithPage(MoveTo(Cursor + (mouse.Kind == MouseKind.WheelUp ? -WheelStep : WheelStep), height)), null);
            case MouseKind.Press when mouse.Line == state.Height - 1:
                return BottomLine.KeyAt(mouse.Column, state) is { } key ? TopKeys.Press(state, key) : (state, null);
            case MouseKind.Press when mouse.Line == headings - 1:
                return PagePlaces.PageAt(mouse.Column, state.Width, Page) is { } page ? TopKeys.Turn(state, page) : (state, null);
            case MouseKind.Press when mouse.Line == headings && PagePlaces.ColumnAt(mouse.Column, state.Width, Page.Columns) is { } column:
                return (state.WithPage(SortBy(column, column == SortColumn && !IsReversed)), null);
            case MouseKind.Press when mouse.Line > headings && Offset + mouse.Line - headings - 1 is var row && row < (Table?.Count ?? 0):
                return TopMouse.Open(state, row)
                    ?? (state.WithPage(MoveTo(row, height)) with { LastClick = (row, state.Clock.GetTimestamp()) }, null);
            default:
                return (state, null);
        }
    }

    private OpenPage SortBeside(int step)
    {
        int count = Page.Columns.Count;
        return SortBy(((SortColumn ?? (step > 0 ? -1 : 0)) + step + count) % count, isReversed: false);
    }

    private MenuDialog SortMenu() =>
        new(
            "Sort by",
            [
                .. Page.Columns.Select(
                    (column, index) =>
                        new MenuItem(column.Header, column.Meaning, next =>
                            (next.Page is { } page ? next.WithPage(page.SortBy(index, isReversed: false)) : next, null)
                        )
                ),
            ]
        )
        {
            Cursor = SortColumn ?? 0,
        };

    private static int? ColumnOf(IReadOnlyList<PageColumn> columns, string? header)
    {
        foreach ((int index, PageColumn column) in columns.Index())
        {
            if (column.Header == header)
            {
                return index;
            }
        }

        return null;
    }

    // The details of the process of a row, over the table of the processes.
    private (TopState State, TopAction? Action) OpenProcess(TopState state)
    {
        if (Table is null || Cursor >= Table.Count || Table.PidOf(Cursor) is not { } pid)
        {
            return (state with { Message = "this row has no process" }, null);
        }

        return state.Select(pid) is { } selected
            ? TopKeys.Press(TopKeys.Turn(selected, TopPages.Processes).State, new Key(KeyCode.Enter))
            : (
                state with
                {
                    Message = string.Create(CultureInfo.InvariantCulture, $"process {pid} is not among the processes shown"),
                },
                null
            );
    }
}
