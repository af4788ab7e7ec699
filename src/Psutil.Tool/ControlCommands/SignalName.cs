using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tool.ControlCommands;

/// <summary>A signal with its name and number on this operating system.</summary>
/// <param name="Name">Its name, such as <c>SIGTERM</c>, or its number where it has none.</param>
/// <param name="Number">Its number.</param>
internal sealed record SignalName(string Name, int Number)
{
    private const string Prefix = "SIG";

    /// <summary>Its name and number for people: <c>SIGTERM (15)</c>.</summary>
    public string Title =>
        char.IsAsciiDigit(Name[0]) ? $"signal {Name}" : string.Create(CultureInfo.InvariantCulture, $"{Name} ({Number})");

    /// <summary>Parses <c>TERM</c>, <c>sigterm</c> or <c>15</c>.</summary>
    public static bool TryParse(string text, IReadOnlyDictionary<string, int> known, [NotNullWhen(true)] out SignalName? signal)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            signal = number > 0 && known.Count > 0 ? new SignalName(Find(number, known) ?? text, number) : null;
            return signal is not null;
        }

        string name = text.ToUpperInvariant();
        name = name.StartsWith(Prefix, StringComparison.Ordinal) ? name : Prefix + name;
        signal = known.TryGetValue(name, out number) ? new SignalName(name, number) : null;
        return signal is not null;
    }

    /// <summary>The name of a number; null if it has none.</summary>
    public static string? Find(int number, IReadOnlyDictionary<string, int> known) =>
        known.FirstOrDefault(pair => pair.Value == number).Key;
}
