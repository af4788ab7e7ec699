using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>The keys in the bottom line, which are also buttons for the mouse.</summary>
internal static class BottomLine
{
    private static readonly Hint[] PageHints =
    [
        new("h", "help", Key.Of('h')),
        new("q", "quit", Key.Of('q')),
        new("Tab", "next page", new Key(KeyCode.Tab)),
        new("Esc", "processes", new Key(KeyCode.Escape)),
        new("s", "sort", Key.Of('s')),
        new("R", "reverse", Key.Of('R')),
        new("p", "pause", Key.Of('p')),
    ];

    private static readonly Hint[] DetailHints =
    [
        new("Esc", "back", new Key(KeyCode.Escape)),
        new("Tab", "next page", new Key(KeyCode.Tab)),
        new("n", "next process", Key.Of('n')),
        new("k", "kill", Key.Of('k')),
        new("r", "renice", Key.Of('r')),
        new("a", "arguments", Key.Of('a')),
        new("p", "pause", Key.Of('p')),
        new("h", "help", Key.Of('h')),
    ];

    private static readonly Hint[] Hints =
    [
        new("h", "help", Key.Of('h')),
        new("q", "quit", Key.Of('q')),
        new("/", "find", Key.Of('/')),
        new("F4", "filter", new Key(KeyCode.F4)),
        new("Tab", "pages", new Key(KeyCode.Tab)),
        new("t", "tree", Key.Of('t')),
        new("s", "sort", Key.Of('s')),
        new("k", "kill", Key.Of('k')),
        new("Enter", "open", new Key(KeyCode.Enter)),
        new("F2", "columns", new Key(KeyCode.F2)),
        new("u", "user", Key.Of('u')),
        new("a", "arguments", Key.Of('a')),
        new("space", "tag", Key.Of(' ')),
        new("F", "follow", Key.Of('F')),
        new("p", "pause", Key.Of('p')),
        new("r", "renice", Key.Of('r')),
        new("K", "kernel", Key.Of('K')),
        new("I", "CPU % of one or all", Key.Of('I')),
        new("i", "I/O", Key.Of('i')),
        new("b", "the past", Key.Of('b')),
    ];

    private static readonly Hint[] PastHints =
    [
        new("h", "help", Key.Of('h')),
        new(",", "back", Key.Of(',')),
        new(".", "on", Key.Of('.')),
        new("p", "play", Key.Of('p')),
        new("S", "speed", Key.Of('S')),
        new("j", "jump", Key.Of('j')),
        new("{", "peak before", Key.Of('{')),
        new("}", "next peak", Key.Of('}')),
        new("L", "live", Key.Of('L')),
        new("o", "CPU or other", Key.Of('o')),
        new("z", "hour or day", Key.Of('z')),
        new("X", "exit of process", Key.Of('X')),
        new("Tab", "pages", new Key(KeyCode.Tab)),
        new("q", "quit", Key.Of('q')),
    ];

    private static readonly Hint[] PastHintsAbove = [new("Esc", "back", new Key(KeyCode.Escape)), .. PastHints];

    /// <summary>Those that fit, with their columns.</summary>
    public static IEnumerable<PlacedHint> Place(TopState state)
    {
        // Where the details are scrolled to stands on the right.
        int room = state.Detail?.PlaceIn(state.Height) is { Length: > 0 and var length } ? state.Width - length - 1 : state.Width;
        int column = 0;
        foreach (
            Hint hint in state.Past is not null ? (state.Detail is null && state.Page is null ? PastHints : PastHintsAbove)
            : state.Detail is not null ? DetailHints
            : state.Page is null ? Hints
            : PageHints
        )
        {
            if (column + hint.Width > room)
            {
                yield break;
            }

            yield return new PlacedHint(hint, column);
            column += hint.Width + 2;
        }
    }

    /// <summary>The key of the words at a column; null if there are none.</summary>
    public static Key? KeyAt(int column, TopState state)
    {
        foreach (PlacedHint placed in Place(state))
        {
            if (column >= placed.Column && column < placed.Column + placed.Hint.Width)
            {
                return placed.Hint.Key;
            }
        }

        return null;
    }
}
