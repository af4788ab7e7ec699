using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>Asks for a nice value, and then for confirmation.</summary>
internal sealed record NiceDialog(IReadOnlyList<TopProcess> Targets) : ProcessDialog(Targets)
{
    private const int Lowest = -20;
    private const int Highest = 19;
    private const int LongestValue = 3;

    /// <summary>The typed text.</summary>
    public string Value { get; private init; } = "";

    /// <summary>Whether the value is complete and only the confirmation is missing.</summary>
    public bool IsConfirming { get; private init; }

    /// <summary>Asks only for confirmation of a value.</summary>
    public static NiceDialog Of(IReadOnlyList<TopProcess> targets, int nice) =>
        new(targets) { Value = Math.Clamp(nice, Lowest, Highest).ToString(CultureInfo.InvariantCulture), IsConfirming = true };

    public override IReadOnlyList<string> Lines =>
        IsConfirming
            ? [$"Set nice {Value} for {Names}?", "y yes  n no"]
            : [$"Nice value ({Lowest} to {Highest}) for {Names}{Current}: {Value}_", "Enter go on  Esc no"];

    private string Current => Targets is [{ Snapshot.Nice: { } nice }] ? string.Create(CultureInfo.InvariantCulture, $", now {nice}") : "";

    private int? Nice =>
        int.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int nice) && nice is >= Lowest and <= Highest
            ? nice
            : null;

    public override (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        if (key.Code == KeyCode.Escape || (IsConfirming && (key.Is('n') || key.Is('q'))))
        {
            return Close(state with { Message = "nothing was changed" });
        }

        if (IsConfirming)
        {
            return key.Is('y') && Nice is { } nice ? Close(state, new TopAction.SetNice(Identities, nice)) : (state, null);
        }

        NiceDialog next = key.Code switch
        {
            KeyCode.Enter => this with { IsConfirming = Nice is not null },
            KeyCode.Backspace when Value.Length > 0 => this with { Value = Value[..^1] },
            KeyCode.Character
                when Value.Length < LongestValue && (key.Character.Value is >= '0' and <= '9' || (key.Is('-') && Value.Length == 0)) =>
                this with
                {
                    Value = Value + key.Character,
                },
            _ => this,
        };
        return (state with { Dialog = next }, null);
    }
}
