using System.CommandLine;
using System.CommandLine.Parsing;
using Psutil.Tool.Text;
using Psutil.Tool.Top;

namespace Psutil.Tool.Commands;

/// <summary>The options that several commands share.</summary>
internal sealed class CommonOptions
{
    /// <summary>The default interval between the two samples of a rate.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(0.3);

    private const double ShortestSeconds = 0.01;
    private const double LongestSeconds = 24 * 60 * 60;

    public Option<bool> Json { get; } = new("--json") { Description = "Write JSON, in psutil's names and base units." };

    public Option<bool> Csv { get; } = new("--csv") { Description = "Write comma-separated values, in base units." };

    public Option<bool> Bytes { get; } = new("--bytes") { Description = "Write bytes as plain numbers, not as 9.8K." };

    public Option<TimeSpan?> Watch { get; } =
        new("--watch")
        {
            Description = "Repeat at this interval; with --json, one object per line.",
            HelpName = "seconds",
            CustomParser = ParseSeconds,
        };

    public Option<int?> Count { get; } =
        new("--count")
        {
            Description = "With --watch: stop after n times.",
            HelpName = "n",
            CustomParser = ParsePositive,
        };

    public Option<TimeSpan?> Interval { get; } =
        new("--interval")
        {
            Description = "How long to measure rates such as CPU %, in seconds (0.3).",
            HelpName = "seconds",
            CustomParser = ParseSeconds,
        };

    public Option<string?> At { get; } =
        new("--at") { Description = "Show what psutil record wrote: 03:12, -2h, 'yesterday 14:00' or a date and time.", HelpName = "time" };

    public Option<string?> Directory { get; } =
        new("--dir") { Description = "With --at, --from or top: the directory of the recording.", HelpName = "path" };

    public Option<string?> From { get; } =
        new("--from") { Description = "Show a time that psutil record wrote, from here on: forms as for --at.", HelpName = "time" };

    public Option<string?> To { get; } = new("--to") { Description = "With --from: the end of that time (now).", HelpName = "time" };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "Do not use colours, whatever the environment says." };

    public Option<bool> Ascii { get; } = new("--ascii") { Description = "Write only ASCII: bars of #, other characters escaped." };

    public Option<bool> ReadOnly { get; } = new("--readonly") { Description = "Refuse to change anything; so does PSUTIL_READONLY=1." };

    /// <summary>Gives a command its common options. The root has all of them, so that they can precede the command.</summary>
    public void AddTo(Command command, CommonOptionKinds kinds)
    {
        foreach ((CommonOptionKinds kind, Option option) in Table)
        {
            if (kind == CommonOptionKinds.None || (kinds & kind) != 0)
            {
                command.Add(option);
            }
        }
    }

    /// <summary>A common option that was given to a command that does not have it; null if there is none.</summary>
    public Option? FindForeign(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        foreach ((_, Option option) in Table)
        {
            if (result.GetResult(option) is { Implicit: false } && !command.Options.Contains(option))
            {
                return option;
            }
        }

        return null;
    }

    /// <summary>The requested output.</summary>
    public OutputForm FormOf(ParseResult result) =>
        result.GetValue(Json) ? OutputForm.Json
        : result.GetValue(Csv) ? OutputForm.Csv
        : OutputForm.Text;

    /// <summary>The length of the recorded time over which rates are measured; null where it is that of the interval.</summary>
    public TimeSpan? SpanLength { get; set; }

    public TimeSpan IntervalOf(ParseResult result) => SpanLength ?? result.GetValue(Interval) ?? DefaultInterval;

    /// <summary>Whether there is a count of outputs that do not repeat. <c>top</c> always does.</summary>
    public bool IsCountAlone(ParseResult result) =>
        result.GetResult(Count) is { Implicit: false }
        && result.GetResult(Watch) is null
        && result.CommandResult.Command.Name != TopCommand.Name;

    /// <summary>Whether the interval stands on the command line.</summary>
    public bool IsIntervalNamed(ParseResult result) => SpanLength is not null || result.GetResult(Interval) is { Implicit: false };

    public Terminal TerminalOf(ParseResult result, Terminal terminal)
    {
        terminal = result.GetValue(NoColor) ? terminal with { HasColor = false } : terminal;
        return result.GetValue(Ascii) ? terminal with { HasUnicode = false, IsAscii = true } : terminal;
    }

    /// <summary>Parses a whole number of at least 1, or reports an error.</summary>
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

    private IEnumerable<(CommonOptionKinds Kind, Option Option)> Table =>
        [
            (CommonOptionKinds.Json, Json),
            (CommonOptionKinds.Csv, Csv),
            (CommonOptionKinds.Bytes, Bytes),
            (CommonOptionKinds.Repeat, Watch),
            (CommonOptionKinds.Repeat, Count),
            (CommonOptionKinds.Interval, Interval),
            (CommonOptionKinds.ReadOnly, ReadOnly),
            (CommonOptionKinds.Past, At),
            (CommonOptionKinds.Past, Directory),
            (CommonOptionKinds.Span, From),
            (CommonOptionKinds.Span, To),
            (CommonOptionKinds.None, NoColor),
            (CommonOptionKinds.None, Ascii),
        ];

    /// <summary>Parses a number of seconds, or reports an error.</summary>
    public static TimeSpan? ParseSeconds(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (SecondsText.Parse(text, ShortestSeconds, LongestSeconds) is { } time)
        {
            return time;
        }

        result.AddError($"'{text}' is not a valid time for {NameOf(result)}: give seconds, such as 2 or 0.5");
        return null;
    }

    /// <summary>The option or argument that a value belongs to.</summary>
    public static string NameOf(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
}
