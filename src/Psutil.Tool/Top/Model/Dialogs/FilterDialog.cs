using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>Edits the filter's text; the table is updated with each key.</summary>
/// <param name="Before">The filter before, which Escape brings back.</param>
internal sealed record FilterDialog(string Before) : TopDialog
{
    private const int LongestFilter = 200;

    public override (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        string text = state.Filter.Text;
        return key.Code switch
        {
            KeyCode.Enter => Close(state),
            KeyCode.Escape => Close(state.WithFilter(Before)),
            KeyCode.Backspace when text.Length > 0 => (state.WithFilter(text[..^(char.IsLowSurrogate(text[^1]) ? 2 : 1)]), null),
            KeyCode.Control when key.IsControl('u') => (state.WithFilter(""), null),
            KeyCode.Character when text.Length < LongestFilter => (state.WithFilter(text + key.Character), null),
            _ => (state, null),
        };
    }
}
