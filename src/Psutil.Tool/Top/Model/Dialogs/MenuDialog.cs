using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>A list to choose from, by the arrows, by typing the beginning of a line, or by a click.</summary>
/// <param name="Title">What is chosen.</param>
/// <param name="Items">The lines.</param>
internal sealed record MenuDialog(string Title, IReadOnlyList<MenuItem> Items) : TopDialog
{
    // The edges, a mark, and blanks.
    private const int Border = 8;

    /// <summary>The selected line.</summary>
    public int Cursor { get; init; }

    /// <summary>What was typed to find a line.</summary>
    public string Typed { get; init; } = "";

    public override (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        switch (key.Code)
        {
            case KeyCode.Escape or KeyCode.F10:
                return Close(state);
            case KeyCode.Enter:
            case KeyCode.Character when key.Is(' ') && Typed.Length == 0:
                return Items.Count == 0 ? Close(state) : Items[Cursor].Choose(state with { Dialog = null });
            case KeyCode.Mouse:
                return Click(state, key.Mouse);
        }

        MenuDialog next = key.Code switch
        {
            KeyCode.Up or KeyCode.BackTab => MoveTo(Cursor - 1),
            KeyCode.Down or KeyCode.Tab => MoveTo(Cursor + 1),
            KeyCode.PageUp => MoveTo(Cursor - PlaceOn(state.Width, state.Height).Height),
            KeyCode.PageDown => MoveTo(Cursor + PlaceOn(state.Width, state.Height).Height),
            KeyCode.Home => MoveTo(0),
            KeyCode.End => MoveTo(Items.Count - 1),
            KeyCode.Backspace => Find(Typed.Length > 0 ? Typed[..^1] : ""),
            KeyCode.Character => Find(Typed + key.Character),
            _ => this,
        };
        return (state with { Dialog = next }, null);
    }

    /// <summary>
    /// Where its lines are: the first column and line inside of its border, their size, and the first item that is shown.
    /// </summary>
    public (int Left, int Top, int Width, int Height, int First) PlaceOn(int width, int height)
    {
        int label = 0;
        int hint = 0;
        foreach (MenuItem item in Items)
        {
            (label, hint) = (Math.Max(label, item.Label.Length), Math.Max(hint, item.Hint.Length));
        }

        int widest = Math.Max(Title.Length, label + (hint > 0 ? hint + 2 : 0));
        int columns = Math.Clamp(widest, 1, Math.Max(1, width - Border));
        int lines = Math.Clamp(Items.Count, 1, Math.Max(1, height - 4));
        int first = Math.Clamp(Cursor - lines / 2, 0, Math.Max(0, Items.Count - lines));
        return (Math.Max(0, (width - columns - Border) / 2) + 2, Math.Max(0, (height - lines - 2) / 2) + 1, columns + 4, lines, first);
    }

    private (TopState, TopAction?) Click(TopState state, MouseReport mouse)
    {
        if (mouse.Kind is MouseKind.WheelUp or MouseKind.WheelDown)
        {
            return (state with { Dialog = MoveTo(Cursor + (mouse.Kind == MouseKind.WheelUp ? -1 : 1)) }, null);
        }

        if (mouse.Kind != MouseKind.Press)
        {
            return (state, null);
        }

        (int left, int top, int width, int height, int first) = PlaceOn(state.Width, state.Height);
        bool isInside = mouse.Column >= left - 2 && mouse.Column < left + width + 2 && mouse.Line >= top && mouse.Line < top + height;
        int index = first + mouse.Line - top;
        return isInside && index < Items.Count ? Items[index].Choose(state with { Dialog = null }) : Close(state);
    }

    private MenuDialog MoveTo(int cursor) => this with { Cursor = Math.Clamp(cursor, 0, Math.Max(0, Items.Count - 1)), Typed = "" };

    // The first line that begins with what was typed, or else contains it; a character that leads nowhere begins anew.
    private MenuDialog Find(string typed)
    {
        if (IndexOf(typed) is { } found)
        {
            return this with { Cursor = typed.Length == 0 ? Cursor : found, Typed = typed };
        }

        string last = typed[^1..];
        return IndexOf(last) is { } anew ? this with { Cursor = anew, Typed = last } : this with { Typed = "" };
    }

    private int? IndexOf(string typed)
    {
        int? containing = null;
        for (int index = 0; index < Items.Count; index++)
        {
            int at = Items[index].Label.IndexOf(typed, StringComparison.OrdinalIgnoreCase);
            if (at == 0)
            {
                return index;
            }

            containing ??= at > 0 ? index : null;
        }

        return containing;
    }
}
