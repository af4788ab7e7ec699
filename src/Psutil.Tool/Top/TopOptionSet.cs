using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Psutil.Tool.Commands;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top;

/// <summary>The options of <c>top</c> about what it shows.</summary>
internal sealed class TopOptionSet
{
    private readonly Option<ArgumentForm?> _arguments = new("--args")
    {
        Description = "How much of the arguments is shown: masked, names, all (key a).",
        HelpName = "form",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ArgumentFormOption.Parse,
    };

    private readonly Option<TopColumn?> _sort = new("--sort")
    {
        Description = "Sort by this column or field (key s).",
        HelpName = "column",
        CustomParser = result => Parse(result, FindColumn, "column", Columns.Select(column => column.Header)),
    };

    private readonly Option<string?> _user = new("--user", "-u")
    {
        Description = "Only the processes of this user (key u).",
        HelpName = "name",
    };

    private readonly Option<IReadOnlySet<int>?> _pids = new("--pid", "-p")
    {
        Description = "Only these processes, separated by commas.",
        HelpName = "pids",
        CustomParser = ParsePids,
    };

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Only processes whose name, command, user or PID matches this text or regular expression (key F4).",
        HelpName = "text",
    };

    private readonly Option<bool> _tree = new("--tree") { Description = "Start with the tree (key t)." };

    private readonly Option<TopGrouping?> _grouping = new("--group")
    {
        Description = "Put processes together by user, program, container or cgroup (key g).",
        HelpName = "by",
        CustomParser = result => Parse(result, TopGrouping.Find, "grouping", TopGrouping.All.Select(grouping => grouping.Name)),
    };

    private readonly Option<Theme?> _theme = new("--theme")
    {
        Description = "The colours: dark, light, colorblind, mono.",
        HelpName = "name",
        CustomParser = result => Parse(result, Theme.Find, "theme", Theme.All.Select(theme => theme.Name)),
    };

    private readonly Option<string?> _replay = new("--replay")
    {
        Description = "Show what psutil record wrote, at a time: forms as for --at (the end; key b).",
        HelpName = "time",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public TopOptionSet()
    {
        _arguments.CompletionSources.Add([.. ArgumentForms.Names]);
        // As functions: nobody who starts the command pays for what only a shell asks for.
        _sort.CompletionSources.Add(_ => Columns.Select(column => new CompletionItem(column.Header)));
        _grouping.CompletionSources.Add(_ => TopGrouping.All.Select(grouping => new CompletionItem(grouping.Name)));
        _theme.CompletionSources.Add(_ => Theme.All.Select(theme => new CompletionItem(theme.Name)));
    }

    private static IEnumerable<TopColumn> Columns => TopColumns.All.Concat(TopColumns.More);

    public IEnumerable<Option> All => [_arguments, _sort, _user, _pids, _filter, _tree, _grouping, _theme, _replay];

    public TopOptions Read(ParseResult result, TimeSpan delay, int? count, bool isReadOnly) =>
        new(delay, count, isReadOnly)
        {
            Arguments = result.GetValue(_arguments),
            Sort = result.GetValue(_sort),
            User = result.GetValue(_user),
            Pids = result.GetValue(_pids),
            Filter = result.GetValue(_filter) is { } text ? new RowPattern(text) : RowPattern.All,
            IsTree = result.GetValue(_tree),
            Grouping = result.GetValue(_grouping),
            Theme = result.GetValue(_theme),
            IsReplay = result.GetResult(_replay) is { Implicit: false },
            ReplayTime = result.GetValue(_replay),
        };

    // By its title, with or without a percent sign, or by the field's name in the JSON.
    private static TopColumn? FindColumn(string word) =>
        Columns.FirstOrDefault(column =>
            column.Header.Equals(word, StringComparison.OrdinalIgnoreCase)
            || column.Header.TrimEnd('%').Equals(word, StringComparison.OrdinalIgnoreCase)
        ) ?? Columns.FirstOrDefault(column => column.Field.Name == word);

    private static T? Parse<T>(ArgumentResult result, Func<string, T?> find, string kind, IEnumerable<string> known)
        where T : class
    {
        string word = result.Tokens[0].Value;
        T? found = find(word);
        if (found is null)
        {
            string[] words = [.. known];
            result.AddError($"'{word}' is not a {kind} of top{Spelling.Question(word, words)}; there are {string.Join(' ', words)}");
        }

        return found;
    }

    // The option without a value means all of the arguments.
    private static HashSet<int>? ParsePids(ArgumentResult result)
    {
        HashSet<int> pids = [];
        foreach (string word in result.Tokens[0].Value.Split(','))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int pid))
            {
                result.AddError($"'{word}' is not a PID");
                return null;
            }

            pids.Add(pid);
        }

        return pids;
    }
}
