using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>Asks whether to apply one of several choices to processes, and lets the user select another.</summary>
internal sealed record ChoiceDialog : ProcessDialog
{
    private ChoiceDialog(IReadOnlyList<TopProcess> targets)
        : base(targets) { }

    /// <summary>The index of the selected choice.</summary>
    public int Choice { get; private init; }

    /// <summary>The question for each choice, and the action of a yes.</summary>
    private IReadOnlyList<(string Question, TopAction Action)> Choices { get; init; } = [];

    /// <summary>The name of the kind of choices.</summary>
    private string Kind { get; init; } = "";

    /// <summary>The message after a no.</summary>
    private string Refused { get; init; } = "";

    public override IReadOnlyList<string> Lines => [$"{Choices[Choice].Question} {Names}?", $"y yes  n no  up/down other {Kind}"];

    /// <summary>Asks which signal to send.</summary>
    public static ChoiceDialog OfSignal(IReadOnlyList<TopProcess> targets) =>
        new ChoiceDialog(targets) { Kind = "signal", Refused = "nothing was sent" }.With(identities =>
            SignalChoice.All.Select(signal => ($"Send {signal.Name} to", (TopAction)new TopAction.SendSignal(identities, signal)))
        );

    /// <summary>Asks which priority class to set: Windows has them in place of nice values.</summary>
    public static ChoiceDialog OfPriority(IReadOnlyList<TopProcess> targets) =>
        new ChoiceDialog(targets)
        {
            Kind = "priority",
            Refused = "nothing was changed",
            Choice = PriorityChoice.Usual,
        }.With(identities =>
            PriorityChoice.All.Select(priority =>
                ($"Set priority {priority.Name} for", (TopAction)new TopAction.SetPriority(identities, priority))
            )
        );

    public override (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        if (key.Is('y'))
        {
            return Close(state, Choices[Choice].Action);
        }

        if (key.Is('n') || key.Is('q') || key.Code == KeyCode.Escape)
        {
            return Close(state with { Message = Refused });
        }

        return key.Code switch
        {
            KeyCode.Down or KeyCode.Right or KeyCode.Tab => (
                state with
                {
                    Dialog = this with { Choice = (Choice + 1) % Choices.Count },
                },
                null
            ),
            KeyCode.Up or KeyCode.Left or KeyCode.BackTab => (
                state with
                {
                    Dialog = this with { Choice = (Choice + Choices.Count - 1) % Choices.Count },
                },
                null
            ),
            _ => (state, null),
        };
    }

    private ChoiceDialog With(Func<IReadOnlyList<ProcessIdentity>, IEnumerable<(string, TopAction)>> choices) =>
        this with
        {
            Choices = [.. choices(Identities)],
        };
}
