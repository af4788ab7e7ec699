using System.CommandLine;

namespace Psutil.Tool.ControlCommands;

/// <summary><c>kill -9 PID</c> and <c>kill -HUP PID</c>, as in every other <c>kill</c>.</summary>
internal static class SignalShorthand
{
    private const int MostDigits = 3;

    /// <summary>
    /// The arguments with each <c>-9</c> or <c>-HUP</c> as <c>--signal</c> and its value. What follows <c>--</c> or an option that takes
    /// a value is left alone.
    /// </summary>
    public static string[] Expand(string[] arguments, Command kill, string signalOption)
    {
        List<string> expanded = [];
        int start = Array.IndexOf(arguments, kill.Name) + 1;
        expanded.AddRange(arguments[..start]);
        bool isValue = false;
        for (int index = start; index < arguments.Length; index++)
        {
            string argument = arguments[index];
            if (argument == "--")
            {
                expanded.AddRange(arguments[index..]);
                break;
            }

            if (!isValue && IsSignal(argument))
            {
                expanded.Add(signalOption);
                expanded.Add(argument[1..]);
                continue;
            }

            isValue =
                !isValue
                && kill.Options.FirstOrDefault(option => IsNamed(option, argument)) is { Arity.MaximumNumberOfValues: > 0 } named
                && named.ValueType != typeof(bool);
            expanded.Add(argument);
        }

        return [.. expanded];
    }

    private static bool IsNamed(Option option, string argument) => option.Name == argument || option.Aliases.Contains(argument);

    // In capitals, because small letters are options.
    private static bool IsSignal(string argument) =>
        argument is ['-', .. { Length: > 0 } rest]
        && (
            (rest.Length <= MostDigits && rest.All(char.IsAsciiDigit))
            || (rest is [>= 'A' and <= 'Z', _, ..] && rest.All(unit => char.IsAsciiLetterUpper(unit) || char.IsAsciiDigit(unit)))
        );
}
