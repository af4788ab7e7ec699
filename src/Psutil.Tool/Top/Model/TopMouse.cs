using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>What the mouse does in the table: headings sort, rows are selected and opened, the wheel scrolls, words are buttons.</summary>
internal static class TopMouse
{
    private const int WheelStep = 3;
    private static readonly TimeSpan DoubleClick = TimeSpan.FromMilliseconds(500);

    public static (TopState State, TopAction? Action) Act(TopState state, MouseReport mouse)
    {
        switch (mouse.Kind)
        {
            case MouseKind.WheelUp:
                return (state.WithFollowed(null).MoveTo(state.Cursor - WheelStep), null);
            case MouseKind.WheelDown:
                return (state.WithFollowed(null).MoveTo(state.Cursor + WheelStep), null);
            case MouseKind.Press when mouse.Line == state.Height - 1:
                return BottomLine.KeyAt(mouse.Column, state.Width) is { } key ? TopKeys.Press(state, key) : (state, null);
            case MouseKind.Press:
                return Press(state, mouse);
            default:
                return (state, null);
        }
    }

    private static (TopState State, TopAction? Action) Press(TopState state, MouseReport mouse)
    {
        // The title and the header, the status line, and the table's headings.
        int headings = 1 + TopLayout.Of(state).HeaderLines + 1;
        if (mouse.Line == headings)
        {
            return ColumnPlaces.At(mouse.Column, state.Width, state.Columns) is { } column
                ? (state.WithSort(column, column == state.Sort && !state.IsReversed), null)
                : (state, null);
        }

        int row = state.Offset + mouse.Line - headings - 1;
        if (mouse.Line < headings || row >= state.Rows.Count)
        {
            return (state, null);
        }

        long now = state.Clock.GetTimestamp();
        if (state.LastClick is (var last, var at) && last == row && state.Clock.GetElapsedTime(at, now) <= DoubleClick)
        {
            return TopKeys.Press(state with { LastClick = null }, new Key(KeyCode.Enter));
        }

        return (state.WithFollowed(null).MoveTo(row) with { LastClick = (row, now) }, null);
    }
}
