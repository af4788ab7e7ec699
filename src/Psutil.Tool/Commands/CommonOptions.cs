using System.CommandLine;
using System.CommandLine.Parsing;
using Psutil.Tool.Text;

namespace Psutil.Tool.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    /// <summary>How long two samples for a rate lie apart if nothing else is said.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(0.3);

    private const double ShortestSeconds = 0.01;
    private const double LongestSeconds = 24 * 60 * 60;

    public Option<bool> Json { get; } = new("--json") { Description = "Write JSON, in psutil's names and base units.", Recursive = true };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours, whatever the environment says.", Recursive = true };

    public Option<TimeSpan?> Watch { get; } = new("--watch")
    {
        Description = "Repeat every so many seconds; with --json one object per line.",
        HelpName = "seconds",
        Recursive = true,
        CustomParser = ParseSeconds,
    };

    public Option<int?> Count { get; } = new("--count")
    {
        Description = "With --watch: stop after so many times.",
        HelpName = "n",
        Recursive = true,
        CustomParser = ParsePositive,
    };

    public Option<TimeSpan?> Interval { get; } = new("--interval")
    {
        Description = "How long to measure rates such as CPU %, in seconds (0.3).",
        HelpName = "seconds",
        Recursive = true,
        CustomParser = ParseSeconds,
    };

    public void AddTo(Command command)
    {
        command.Add(Json);
        command.Add(NoColor);
        command.Add(Watch);
        command.Add(Count);
        command.Add(Interval);
    }

    public TimeSpan IntervalOf(ParseResult result) => result.GetValue(Interval) ?? DefaultInterval;

    public Terminal TerminalOf(ParseResult result, Terminal terminal) => result.GetValue(NoColor) ? terminal with { HasColor = false } : terminal;

    /// <summary>A whole number from 1 on, or an error in words.</summary>
    public static int? ParsePositive(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0)
        {
            return value;
        }

        result.AddError($"'{text}' is not a number for {NameOf(result)}: give a whole number from 1 on");
        return null;
    }

    private static TimeSpan? ParseSeconds(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is >= ShortestSeconds and <= LongestSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        result.AddError($"'{text}' is no time for {NameOf(result)}: give seconds, such as 2 or 0.5");
        return null;
    }

    private static string NameOf(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
}
