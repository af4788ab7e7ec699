using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>Asks whether to do one of several things to processes, and lets another one be chosen.</summary>
internal abstract record ChoiceDialog(IReadOnlyList<TopProcess> Targets) : ProcessDialog(Targets)
{
    public int Choice { get; protected init; }

    /// <summary>How many things there are to choose from.</summary>
    protected abstract int Count { get; }

    /// <summary>What is said after a no.</summary>
    protected abstract string Refused { get; }

    /// <summary>What a yes does.</summary>
    protected abstract TopAction Chosen { get; }

    public override (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        if (key.Is('y'))
        {
            return Close(state, Chosen);
        }

        if (key.Is('n') || key.Is('q') || key.Code == KeyCode.Escape)
        {
            return Close(state with { Message = Refused });
        }

        return key.Code switch
        {
            KeyCode.Down or KeyCode.Right or KeyCode.Tab => (state with { Dialog = this with { Choice = (Choice + 1) % Count } }, null),
            KeyCode.Up or KeyCode.Left or KeyCode.BackTab => (
                state with
                {
                    Dialog = this with { Choice = (Choice + Count - 1) % Count },
                },
                null
            ),
            _ => (state, null),
        };
    }
}
