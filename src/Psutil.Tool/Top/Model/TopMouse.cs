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
                return BottomLine.KeyAt(mouse.Column, state) is { } key ? TopKeys.Press(state, key) : (state, null);
            case MouseKind.Press:
                return Press(state, mouse);
            default:
                return (state, null);
        }
    }

    private static (TopState State, TopAction? Action) Press(TopState state, MouseReport mouse)
    {
        int headings = TopLayout.Of(state).HeadingsLine;
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

        return Open(state, row) ?? (state.WithFollowed(null).MoveTo(row) with { LastClick = (row, state.Clock.GetTimestamp()) }, null);
    }

    /// <summary>A click above the details: a heading sorts, and of a row the details are shown.</summary>
    public static (TopState State, TopAction? Action) PressAboveDetails(TopState state, TopDetail detail, MouseReport mouse)
    {
        int headings = TopLayout.Of(state).HeadingsLine;
        return mouse.Line > headings ? TopKeys.ShowOther(state, detail, state.Offset + mouse.Line - headings - 1) : Press(state, mouse);
    }

    /// <summary>What a second click on the same row does; null if this click is the first.</summary>
    public static (TopState State, TopAction? Action)? Open(TopState state, int row) =>
        state.LastClick is (var last, var at) && last == row && state.Clock.GetElapsedTime(at) <= DoubleClick
            ? TopKeys.Press(state with { LastClick = null }, new Key(KeyCode.Enter))
            : null;
}
