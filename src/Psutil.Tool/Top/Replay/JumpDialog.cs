using Psutil.Tool.Past;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Replay;

/// <summary>Asks for the moment to show.</summary>
/// <param name="Text">The text so far.</param>
internal sealed record JumpDialog(string Text) : TopDialog
{
    private const int LongestText = 40;

    // The end that is known of a recording that goes on is some samples old.
    private static readonly TimeSpan GoesOn = TimeSpan.FromMinutes(10);

    public override (TopState State, TopAction? Action) Press(TopState state, Key key) =>
        key.Code switch
        {
            KeyCode.Enter => Jump(state),
            KeyCode.Escape => Close(state),
            KeyCode.Backspace when Text.Length > 0 => (With(state, Text[..^(char.IsLowSurrogate(Text[^1]) ? 2 : 1)]), null),
            KeyCode.Control when key.IsControl('u') => (With(state, ""), null),
            KeyCode.Character when Text.Length < LongestText => (With(state, Text + key.Character), null),
            _ => (state, null),
        };

    private TopState With(TopState state, string text) => state with { Dialog = this with { Text = text } };

    // What names no day is before now and in the recording, not before the moment.
    private (TopState State, TopAction? Action) Jump(TopState state)
    {
        TimeProvider clock = state.Past?.Clock ?? state.Clock;
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? end = state.Past?.End is { } known && now - known > GoesOn ? known : null;
        if (MomentText.Parse(Text, now, clock.LocalTimeZone, end) is not { } time)
        {
            return (state with { Message = $"'{Text}' is not a time: {MomentText.Forms}" }, null);
        }

        TopState closed = state with { Dialog = null };
        return closed.Past is { } past
            ? (closed with { Past = past with { IsPlaying = false, PeakDirection = 0 } }, new TopAction.MovePast(new PastMove.To(time)))
            : (closed, new TopAction.OpenPast(time));
    }
}
