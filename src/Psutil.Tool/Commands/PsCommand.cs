using System.CommandLine;
using System.CommandLine.Parsing;
using Psutil.Tool.Listing;

namespace Psutil.Tool.Commands;

/// <summary><c>psutil ps</c>: the processes.</summary>
internal static class PsCommand
{
    public static Command Create(ToolHost host, CommonOptions options)
    {
        Option<IReadOnlyList<ProcessField>?> fieldsOption = new("--fields")
        {
            Description = "Which fields, separated by commas, or all.",
            HelpName = "name,ppid,...",
            CustomParser = ParseFields,
        };
        fieldsOption.CompletionSources.Add([.. ProcessFieldTable.All.Select(field => field.Name), "all"]);
        Option<ProcessField?> sortOption = new("--sort")
        {
            Description = "Sort by a field: amounts from the largest, the rest from the smallest.",
            HelpName = "field",
            CustomParser = ParseSort,
        };
        sortOption.CompletionSources.Add([.. ProcessFieldTable.All.Where(field => field.Key is not null).Select(field => field.Name)]);
        Option<bool> reverseOption = new("--reverse") { Description = "The other way round." };
        Option<int?> limitOption = new("--limit") { Description = "So many processes at most.", HelpName = "n", CustomParser = CommonOptions.ParsePositive };
        Command command = new("ps", "The processes, as a table or as JSON.") { fieldsOption, sortOption, reverseOption, limitOption };
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            ProcessListing listing = new(host, loop)
            {
                Fields = result.GetValue(fieldsOption),
                Sort = result.GetValue(sortOption),
                IsReversed = result.GetValue(reverseOption),
                Limit = result.GetValue(limitOption),
            };
            listing.Run();
            return ExitCode.Found;
        });
        return command;
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

            if (ProcessFieldTable.Find(name) is not { } field)
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
            result.AddError("--fields names no field: give some, such as pid,name, or all");
        }

        return fields;
    }

    private static ProcessField? ParseSort(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        if (ProcessFieldTable.Find(name) is not { } field)
        {
            result.AddError(UnknownField(name));
            return null;
        }

        if (field.Key is null)
        {
            result.AddError($"processes cannot be sorted by '{name}': take a field with one value, such as cpu_percent or memory_info");
        }

        return field;
    }

    private static string UnknownField(string name) => $"there is no field '{name}': 'psutil ps --help' lists them";
}
