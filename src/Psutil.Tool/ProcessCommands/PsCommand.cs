using System.CommandLine;
using System.CommandLine.Parsing;
using Psutil.Tool.Commands;
using Psutil.Tool.Listing;

namespace Psutil.Tool.ProcessCommands;

/// <summary><c>psutil ps</c>: the processes.</summary>
internal static class PsCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<IReadOnlyList<ProcessField>?> fieldsOption = new("--fields")
        {
            Description = "The fields to show, separated by commas, or all.",
            HelpName = "name,ppid,...",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = ParseFields,
            CompletionSources = { Completions.ListOf(Completions.Fields) },
        };
        Option<ProcessField?> sortOption = new("--sort")
        {
            Description = "Sort by a field: amounts from the largest, the rest from the smallest.",
            HelpName = "field",
            CustomParser = ParseSort,
            CompletionSources = { Completions.SortFields },
        };
        Option<bool> argumentsOption = new("--args") { Description = "Show the arguments, which may hold secrets, in place of the name." };
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
                psutil ps --fields pid,name,cpu_percent --sort cpu_percent
                psutil ps --user www-data,postgres --memory '>100M' --args
                psutil ps --name '/^(ba|z)sh$/' --tree
                psutil ps --csv --fields pid,name,memory_info > processes.csv
                psutil ps --json --watch 2 --fields name,cpu_percent
                """,
            WriteNotes = WriteNotes,
        };
        filterOptions.AddTo(command);
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval);
        command.SetAction(result =>
        {
            ProcessListing listing = new(host, new WatchLoop(host, options, result))
            {
                Fields = result.GetValue(fieldsOption),
                ShowsArguments = result.GetValue(argumentsOption),
                Sort = result.GetValue(sortOption),
                IsReversed = result.GetValue(reverseOption),
                Limit = result.GetValue(limitOption),
                IsTree = result.GetValue(treeOption),
                Filter = filterOptions.Read(result),
            };
            return listing.Run();
        });
        return command;
    }

    private static void WriteNotes(TextWriter output)
    {
        output.WriteLine("Fields:");
        HelpWithExamples.WriteWords(output, ProcessFieldTable.All.Select(field => field.Name));
        output.WriteLine("The title of a field's first column names it too: rss, cpu, user.");
        output.WriteLine();
        output.WriteLine("In the table: - denied, n/a not supported here, ? none or unknown.");
        output.WriteLine("CPU % is of one CPU, over --interval.");
        output.WriteLine();
    }

    private static IReadOnlyList<ProcessField>? ParseFields(ArgumentResult result)
    {
        List<ProcessField> fields = [];
        foreach (string name in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == "all")
            {
                return ProcessFieldTable.All;
            }

            if (ProcessFieldTable.FindByNameOrTitle(name) is not { } field)
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

        return fields;
    }

    private static ProcessField? ParseSort(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        if (ProcessFieldTable.FindByNameOrTitle(name) is not { } field)
        {
            result.AddError(UnknownField(name));
            return null;
        }

        if (!field.CanSort)
        {
            result.AddError($"processes cannot be sorted by '{name}': use a field with one value, such as cpu_percent or memory_info");
        }

        return field;
    }

    private static string UnknownField(string name) => $"there is no field '{name}': 'psutil ps --help' lists them";
}
