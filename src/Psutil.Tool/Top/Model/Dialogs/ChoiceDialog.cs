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

    /// <summary>What can be typed for each choice: its number or its name.</summary>
    private IReadOnlyList<(string Number, string Name)> Words { get; init; } = [];

    /// <summary>What was typed so far to find a choice.</summary>
    private string Typed { get; init; } = "";

    /// <summary>The message after a no.</summary>
    private string Refused { get; init; } = "";

    public override IReadOnlyList<string> Lines =>
        Words.Count == 0
            ? [$"{Choices[Choice].Question} {Names}?", $"y yes  n no  up/down other {Kind}"]
            : [$"{Choices[Choice].Question} {Names}?", WordList, "y yes  n no  up/down or type another"];

    private string WordList =>
        string.Join(' ', Words.Index().Select(entry => WordOf(entry.Item.Number, entry.Item.Name, entry.Index == Choice)));

    /// <summary>Asks which signal to send.</summary>
    /// <param name="targets">To which processes.</param>
    /// <param name="numbers">The numbers of the signals on this system.</param>
    public static ChoiceDialog OfSignal(IReadOnlyList<TopProcess> targets, IReadOnlyDictionary<string, int> numbers) =>
        new ChoiceDialog(targets)
        {
            Kind = "signal",
            Refused = "nothing was sent",
            Words = [.. SignalChoice.All.Select(signal => (NumberOf(signal, numbers), signal.ShortName))],
        }.With(identities =>
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
        // A letter of an answer is one of a name where that has begun: hup, int.
        if (key.Code == KeyCode.Character && Find(Typed + key.Character) is { } found && (Typed.Length > 0 || !IsAnswer(key)))
        {
            return (state with { Dialog = this with { Choice = found, Typed = Typed + key.Character } }, null);
        }

        if (key.Code == KeyCode.Character && !IsAnswer(key) && Find(key.Character.ToString()) is { } anew)
        {
            return (state with { Dialog = this with { Choice = anew, Typed = key.Character.ToString() } }, null);
        }

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
                    Dialog = this with { Choice = (Choice + 1) % Choices.Count, Typed = "" },
                },
                null
            ),
            KeyCode.Up or KeyCode.Left or KeyCode.BackTab => (
                state with
                {
                    Dialog = this with { Choice = (Choice + Choices.Count - 1) % Choices.Count, Typed = "" },
                },
                null
            ),
            _ => (state, null),
        };
    }

    private static string NumberOf(SignalChoice signal, IReadOnlyDictionary<string, int> numbers) =>
        numbers.TryGetValue(signal.Name, out int number) ? number.ToString(CultureInfo.InvariantCulture) : "";

    private static string WordOf(string number, string name, bool isChosen)
    {
        string word = number.Length == 0 ? name : $"{number} {name}";
        return isChosen ? $"[{word}]" : word;
    }

    private static bool IsAnswer(Key key) => key.Is('y') || key.Is('n') || key.Is('q');

    // A whole number before the beginning of one: 1 is HUP, and 15 TERM.
    private int? Find(string typed)
    {
        string name = typed.StartsWith("sig", StringComparison.OrdinalIgnoreCase) ? typed["sig".Length..] : typed;
        int? beginning = null;
        for (int index = 0; index < Words.Count; index++)
        {
            if (Words[index].Number == typed)
            {
                return index;
            }

            bool begins =
                (Words[index].Number.Length > 0 && Words[index].Number.StartsWith(typed, StringComparison.Ordinal))
                || Words[index].Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                || "sig".StartsWith(typed, StringComparison.OrdinalIgnoreCase);
            beginning ??= begins ? index : null;
        }

        return beginning;
    }

    private ChoiceDialog With(Func<IReadOnlyList<ProcessIdentity>, IEnumerable<(string, TopAction)>> choices) =>
        this with
        {
            Choices = [.. choices(Identities)],
        };
}
