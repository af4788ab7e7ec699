using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>Edits the text that is searched for; the cursor goes to the first match with each key.</summary>
/// <param name="Text">The text so far.</param>
/// <param name="Start">The row of the cursor before the search, to which Escape goes back.</param>
internal sealed record SearchDialog(string Text, int Start) : TopDialog
{
    private const int LongestText = 200;

    public override (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        switch (key.Code)
        {
            case KeyCode.Enter:
                return Close(state);
            case KeyCode.Escape:
                return Close(state.WithSearch(RowPattern.All).MoveTo(Start));
            case KeyCode.F3 or KeyCode.Down:
                return (state.FindNext(1), null);
            case KeyCode.Up:
                return (state.FindNext(-1), null);
            case KeyCode.Backspace when Text.Length > 0:
                return (Find(state, Text[..^(char.IsLowSurrogate(Text[^1]) ? 2 : 1)]), null);
            case KeyCode.Control when key.IsControl('u'):
                return (Find(state, ""), null);
            case KeyCode.Character when Text.Length < LongestText:
                return (Find(state, Text + key.Character), null);
            default:
                return (state, null);
        }
    }

    private TopState Find(TopState state, string text)
    {
        TopState next = state.WithSearch(new RowPattern(text)).MoveTo(Start);
        next = next.Cursor < next.Rows.Count && next.Rows[next.Cursor].IsFoundBy(next.Search) ? next : next.FindNext(1);
        return next with { Dialog = this with { Text = text } };
    }
}
