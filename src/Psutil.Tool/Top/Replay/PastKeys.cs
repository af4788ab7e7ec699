using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Replay;

/// <summary>The keys that lead through a recording, on every page; and the two that lead there from the present.</summary>
internal static class PastKeys
{
    /// <summary>Why nothing can be done to processes.</summary>
    public const string Forbidden = "this is the past, in which nothing can be changed; L returns to the present";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The effect of a key; null if it has none of these meanings.</summary>
    public static (TopState State, TopAction? Action)? Press(TopState state, Key key) =>
        state.Past is { } past ? Press(state, past, key)
        : key.Is('b') ? (state, new TopAction.OpenPast(null))
        : key.Is('j') ? (state with { Dialog = new JumpDialog("") }, null)
        : null;

    private static (TopState State, TopAction? Action)? Press(TopState state, TopPast past, Key key)
    {
        if (key.Code == KeyCode.Mouse)
        {
            return
                key.Mouse is { Kind: MouseKind.Press, Line: TimeLinePlaces.Line }
                && (state.Detail is null || TopLayout.DetailTop(state.Height) > 0)
                && TimeLinePlaces.Of(state.Width, past).TimeAt(key.Mouse.Column) is { } time
                ? Move(state, past, new PastMove.To(time))
                : null;
        }

        if (key.Code == KeyCode.Escape && (past.ExitOf is not null || past.PeakDirection != 0))
        {
            return Move(state, past, new PastMove.Stay());
        }

        if (key.Code != KeyCode.Character || !key.Character.IsAscii)
        {
            return null;
        }

        return (char)key.Character.Value switch
        {
            '.' => Move(state, past, new PastMove.Step(1)),
            ',' => Move(state, past, new PastMove.Step(-1)),
            ']' => Move(state, past, new PastMove.By(Minute)),
            '[' => Move(state, past, new PastMove.By(-Minute)),
            '}' => (FindPeak(state, past, 1), null),
            '{' => (FindPeak(state, past, -1), null),
            'p' => (state with { Past = past with { IsPlaying = !past.IsPlaying, PeakDirection = 0 } }, null),
            'S' => (state with { Past = past with { Speed = After(TopPast.Speeds, past.Speed) } }, null),
            'o' => (state with { Past = past with { Series = After(Enum.GetValues<LoadSeries>(), past.Series), PeakDirection = 0 } }, null),
            'z' => (state with { Past = past with { Span = After(Enum.GetValues<LineSpan>(), past.Span) } }, null),
            'j' => (state with { Dialog = new JumpDialog("") }, null),
            'X' => FindExit(state, past),
            'b' or 'L' => (state, new TopAction.ClosePast()),
            _ => null,
        };
    }

    // Whoever steps wants to look.
    private static (TopState State, TopAction? Action) Move(TopState state, TopPast past, PastMove move) =>
        (state with { Past = past with { IsPlaying = false, PeakDirection = 0 } }, new TopAction.MovePast(move));

    private static TopState FindPeak(TopState state, TopPast past, int direction) =>
        state with
        {
            Past = past with { IsPlaying = false, PeakDirection = direction },
        };

    private static (TopState State, TopAction? Action) FindExit(TopState state, TopPast past) =>
        (state.Detail?.Process ?? state.Followed ?? state.Selected) is { } process
            ? (
                state with
                {
                    Past = past with { IsPlaying = false, PeakDirection = 0, ExitOf = process.Title },
                },
                new TopAction.MovePast(new PastMove.ToExit(process.Identity, process.Title))
            )
            : (state with { Message = "no process is followed or selected" }, null);

    private static T After<T>(IReadOnlyList<T> all, T now)
        where T : struct
    {
        int index = 0;
        while (index < all.Count && !all[index].Equals(now))
        {
            index++;
        }

        return all[(index + 1) % all.Count];
    }
}
