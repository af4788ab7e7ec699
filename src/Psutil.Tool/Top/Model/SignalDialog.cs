using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>Asks whether to send a signal, and lets another one be chosen.</summary>
internal sealed record SignalDialog(IReadOnlyList<TopProcess> Targets) : ProcessDialog(Targets)
{
    public int Choice { get; private init; }

    public SignalChoice Signal => SignalChoice.All[Choice];

    public override IReadOnlyList<string> Lines =>
    [
        $"Send {Signal.Name} to {Names}?",
        "y yes  n no  up/down other signal",
    ];

    public override (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        if (key.Is('y'))
        {
            return Close(state, new TopAction.SendSignal(Identities, Signal));
        }

        if (key.Is('n') || key.Is('q') || key.Code == KeyCode.Escape)
        {
            return Close(state with { Message = "nothing was sent" });
        }

        int count = SignalChoice.All.Count;
        return key.Code switch
        {
            KeyCode.Down or KeyCode.Right or KeyCode.Tab => (state with { Dialog = this with { Choice = (Choice + 1) % count } }, null),
            KeyCode.Up or KeyCode.Left or KeyCode.BackTab => (state with { Dialog = this with { Choice = (Choice + count - 1) % count } }, null),
            _ => (state, null),
        };
    }
}
