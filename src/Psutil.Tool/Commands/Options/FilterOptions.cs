using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Psutil.Tool.Listing;
using Psutil.Tool.Report;

namespace Psutil.Tool.Commands;

/// <summary>The options that select processes, the same for every command that has some.</summary>
internal sealed class FilterOptions
{
    private readonly Option<IReadOnlyList<int>?> _pid = new("--pid", "-p")
    {
        Description = "Only these processes, separated by commas.",
        HelpName = "pid,...",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => ParseList(result, ParsePid),
    };

    private readonly Option<IReadOnlyList<string>?> _user = new("--user", "-u")
    {
        Description = "Only these users' processes: names or numbers, separated by commas.",
        HelpName = "user,...",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => ParseList(result, (text, _) => text),
    };

    private readonly Option<NamePattern?> _name = new("--name")
    {
        Description = "Only processes whose name contains a text, or matches a /regular expression/ (/.../i).",
        HelpName = "text",
        CustomParser = ParseName,
    };

    private readonly Option<IReadOnlyList<ProcessStatus>?> _state = new("--state")
    {
        Description = "Only processes in these states, such as running,disk-sleep,zombie.",
        HelpName = "state,...",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => ParseValues(result, ParseState),
    };

    private readonly Option<Threshold?> _cpu = new("--cpu")
    {
        Description = "Only processes with this CPU %, of one CPU: '>50', '<=1'.",
        HelpName = "percent",
        CustomParser = result => ParseThreshold(result, "'>50' or '<=1.5'"),
    };

    private readonly Option<Threshold?> _memory = new("--memory")
    {
        Description = "Only processes with this RSS: '>1G', '<10M', '>5%'.",
        HelpName = "bytes",
        CustomParser = result => ParseThreshold(result, "'>1G', '<10M' or '>5%'"),
    };

    public FilterOptions(ToolHost host)
    {
        _pid.CompletionSources.Add(Completions.ListOf(Completions.Pids(host)));
        _user.CompletionSources.Add(Completions.ListOf(Completions.Users(host)));
        _state.CompletionSources.Add(
            Completions.ListOf(_ => ProcessReport.Statuses.Select(status => new CompletionItem(ProcessReport.StatusName(status))))
        );
    }

    /// <summary>Adds these options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_pid);
        command.Add(_user);
        command.Add(_name);
        command.Add(_state);
        command.Add(_cpu);
        command.Add(_memory);
    }

    /// <summary>Adds the options that need only a PID and a name.</summary>
    public void AddIdentityTo(Command command)
    {
        command.Add(_pid);
        command.Add(_name);
    }

    /// <summary>Whether any of them was given.</summary>
    public bool AreGiven(SymbolResult result) =>
        result.GetResult(_pid) is not null
        || result.GetResult(_user) is not null
        || result.GetResult(_name) is not null
        || result.GetResult(_state) is not null
        || result.GetResult(_cpu) is not null
        || result.GetResult(_memory) is not null;

    public ProcessFilter Read(ParseResult result) =>
        new()
        {
            Pids = result.GetValue(_pid),
            Users = result.GetValue(_user),
            Name = result.GetValue(_name),
            States = result.GetValue(_state),
            Cpu = result.GetValue(_cpu),
            Memory = result.GetValue(_memory),
        };

    private static IReadOnlyList<T>? ParseValues<T>(ArgumentResult result, Func<string, ArgumentResult, T?> parse)
        where T : struct
    {
        List<T> values = [];
        foreach (string part in Parts(result))
        {
            if (parse(part, result) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        return values;
    }

    private static IReadOnlyList<int>? ParseList(ArgumentResult result, Func<string, ArgumentResult, int?> parse) =>
        ParseValues(result, parse);

    private static IReadOnlyList<string>? ParseList(ArgumentResult result, Func<string, ArgumentResult, string> parse) =>
        [.. Parts(result).Select(part => parse(part, result))];

    /// <summary>The parts of a list, or an error if there is none.</summary>
    public static string[] Parts(ArgumentResult result)
    {
        string[] parts = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            result.AddError($"{CommonOptions.NameOf(result)} is empty: give at least one value, separated by commas");
        }

        return parts;
    }

    private static int? ParsePid(string text, ArgumentResult result)
    {
        if (!text.All(char.IsAsciiDigit))
        {
            result.AddError($"'{text}' is not a PID: give a number");
            return null;
        }

        // A number that cannot be a PID is valid: it matches nothing.
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0;
    }

    private static ProcessStatus? ParseState(string text, ArgumentResult result)
    {
        foreach (ProcessStatus status in ProcessReport.Statuses)
        {
            if (ProcessReport.StatusName(status) == text)
            {
                return status;
            }
        }

        result.AddError(
            $"'{text}' is not a state; the states are {string.Join(", ", ProcessReport.Statuses.Select(ProcessReport.StatusName))}"
        );
        return null;
    }

    private static NamePattern? ParseName(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text.Length == 0)
        {
            result.AddError("--name is empty: give a part of a name, or a /regular expression/");
            return null;
        }

        if (NamePattern.ErrorOf(text) is { } error)
        {
            result.AddError(error);
            return null;
        }

        return NamePattern.Parse(text);
    }

    private static Threshold? ParseThreshold(ArgumentResult result, string examples)
    {
        string text = result.Tokens[0].Value;
        if (Threshold.Parse(text) is { } threshold)
        {
            return threshold;
        }

        result.AddError($"'{text}' is not a valid bound for {CommonOptions.NameOf(result)}: use one such as {examples}, in quotes");
        return null;
    }
}
