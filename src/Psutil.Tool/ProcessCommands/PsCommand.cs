using System.CommandLine;
using System.CommandLine.Parsing;
using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Text;

namespace Psutil.Tool.ProcessCommands;

/// <summary><c>psutil ps</c>: the processes.</summary>
internal static class PsCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<NamedFields?> fieldsOption = new("--fields")
        {
            Description = "The fields to show, separated by commas, or all; +name,... adds to the default ones.",
            HelpName = "name,ppid,...",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = ParseFields,
            CompletionSources = { Completions.ListOf(Completions.Fields) },
        };
        Option<ProcessSort?> sortOption = new("--sort")
        {
            Description = "Sort by a field: amounts from the largest, the rest from the smallest.",
            HelpName = "field",
            CustomParser = ParseSort,
            CompletionSources = { Completions.SortFields },
        };
        Option<ArgumentForm?> argumentsOption = new("--args")
        {
            Description = "Show the arguments in place of the name: masked, names (not at all) or all, which may hold secrets (all).",
            HelpName = "form",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = ArgumentFormOption.Parse,
        };
        argumentsOption.CompletionSources.Clear();
        argumentsOption.CompletionSources.Add([.. ArgumentForms.Names]);
        Option<bool> reverseOption = new("--reverse") { Description = "Reverse the order." };
        Option<int?> limitOption = new("--limit")
        {
            Description = "Show at most n processes.",
            HelpName = "n",
            CustomParser = CommonOptions.ParsePositive,
        };
        Option<bool> treeOption = new("--tree") { Description = "Show a tree: children below their parents, ancestors kept." };
        FilterOptions filterOptions = new(host);
        ToolCommand command = new("ps", "The processes, as a table.")
        {
            Options = { fieldsOption, argumentsOption, sortOption, reverseOption, limitOption, treeOption },
            Examples = """
                psutil ps --sort rss --limit 10
                psutil ps --sort cpu
                psutil ps --fields +num_fds,cgroup -u postgres
                psutil ps --user www-data,postgres --memory '>100M' --args
                psutil ps --name '/^(ba|z)sh$/' --tree
                psutil ps --csv --fields pid,name,memory_info > processes.csv
                psutil ps --json --watch 2 --fields name,cpu_percent
                """,
            WriteNotes = WriteNotes,
        };
        filterOptions.AddTo(command);
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval | CommonOptionKinds.Past | CommonOptionKinds.Span);
        command.SetAction(result =>
        {
            ProcessSort? sort = result.GetValue(sortOption);
            ProcessFilter filter = filterOptions.Read(result);
            NamedFields? named = result.GetValue(fieldsOption);
            WatchLoop loop = new(host, options, result);
            ProcessListing listing = new(host, loop)
            {
                Choice = new ProcessFieldChoice
                {
                    Named = named?.Fields,
                    AddsToDefault = named?.AddsToDefault ?? false,
                    MeasuresCpu = options.IsIntervalNamed(result),
                    Arguments = result.GetResult(argumentsOption) is { Implicit: false }
                        ? result.GetValue(argumentsOption) ?? ArgumentForm.All
                        : ArgumentsOn(host, loop, named),
                    Used = sort is null ? filter.Fields : [sort.Field, .. filter.Fields],
                },
                Sort = sort,
                IsReversed = result.GetValue(reverseOption),
                Limit = result.GetValue(limitOption),
                IsTree = result.GetValue(treeOption),
                Filter = filter,
            };
            return listing.Run();
        });
        return command;
    }

    private static void WriteNotes(TextWriter output)
    {
        output.WriteLine("Fields:");
        HelpWithExamples.WriteWords(output, ProcessFieldTable.Nameable.Select(field => field.Name));
        output.WriteLine("The title of a field's column names it too: rss, cpu, user, swap.");
        output.WriteLine();
        output.WriteLine("In the table: - denied, n/a not supported here, ? none or unknown.");
        output.WriteLine("A terminal shows the arguments at once, values that look like secrets masked: a");
        output.WriteLine("courtesy and not a guarantee. PSUTIL_ARGS=names or all, or --args, changes that.");
        output.WriteLine();
        output.WriteLine("CPU % is of one CPU. AVG-CPU% is the average since the process began; CPU%, the");
        output.WriteLine("use over --interval, takes its place if that, --cpu or cpu_percent is given.");
        output.WriteLine("network_io, which 'all' leaves out, counts what processes send and receive from");
        output.WriteLine("the beginning of the command on: on Linux, best as root.");
        output.WriteLine("Fields by which processes are sorted or selected are shown too.");
        output.WriteLine();
    }

    // Unless fields are named, a person sees at once which python3 it is. Programs get arguments only where they ask for them.
    private static ArgumentForm? ArgumentsOn(ToolHost host, WatchLoop loop, NamedFields? named) =>
        loop.Form == OutputForm.Text && loop.Terminal.IsTerminal && (named is null or { AddsToDefault: true })
            ? host.TerminalArguments
            : null;

    private static NamedFields? ParseFields(ArgumentResult result)
    {
        List<ProcessField> fields = [];
        string text = result.Tokens[0].Value.Trim();
        bool adds = text.StartsWith('+');
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string name = adds ? part.TrimStart('+') : part;
            if (name == "all")
            {
                return new NamedFields(ProcessFieldTable.All, AddsToDefault: false);
            }

            if (ProcessFieldChoice.Find(name) is not { } field)
            {
                result.AddError(UnknownField(name));
                return null;
            }

            if (!fields.Contains(field))
            {
                fields.Add(field);
            }
        }

        if (fields.Count == 0)
        {
            result.AddError("--fields is empty: give fields such as pid,name, or all");
        }

        return new NamedFields(fields, adds);
    }

    private static ProcessSort? ParseSort(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        if (ProcessSort.Find(name) is not { } sort)
        {
            result.AddError(UnknownField(name));
            return null;
        }

        if (!sort.Field.CanSort)
        {
            result.AddError($"processes cannot be sorted by '{name}': use a field with one value, such as cpu_percent or memory_info");
        }

        return sort;
    }

    private static string UnknownField(string name)
    {
        string question = Spelling.Question(name, ProcessFieldChoice.Words());
        return $"there is no field '{name}'{question}: 'psutil ps --help' lists them";
    }

    /// <param name="Fields">The fields.</param>
    /// <param name="AddsToDefault">Whether they are shown beside the default ones.</param>
    private sealed record NamedFields(IReadOnlyList<ProcessField> Fields, bool AddsToDefault);
}
