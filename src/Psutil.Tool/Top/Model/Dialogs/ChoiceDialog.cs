using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>Asks whether to do one of several things to processes, and lets another one be chosen.</summary>
internal sealed record ChoiceDialog : ProcessDialog
{
    private ChoiceDialog(IReadOnlyList<TopProcess> targets)
        : base(targets) { }

    /// <summary>Which of the things.</summary>
    public int Choice { get; private init; }

    /// <summary>What is asked, one for each thing, and what a yes does.</summary>
    private IReadOnlyList<(string Question, TopAction Action)> Choices { get; init; } = [];

    /// <summary>What kind of things they are.</summary>
    private string Kind { get; init; } = "";

    /// <summary>What is said after a no.</summary>
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
