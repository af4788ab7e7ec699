using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using Psutil.Tool.Commands;

namespace Psutil.Tool.ShellCommands;

/// <summary><c>psutil [suggest:N] LINE</c>: the words that fit at a place of a line, one per line and in one spelling.</summary>
internal sealed class SuggestWords(SuggestDirective directive) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        string line = parseResult.Tokens is [.., var last] ? last.Value : "";
        int position =
            parseResult.GetResult(directive)?.Values is [string text, ..]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? Math.Min(number, line.Length)
                : line.Length;
        ParseResult parsed = parseResult.RootCommandResult.Command.Parse(line, parseResult.Configuration);
        string word = line[..position].Split(' ')[^1];
        IEnumerable<Option> options = parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options);
        HashSet<string> otherSpellings = [.. options.SelectMany(option => option.Aliases.Where(alias => alias != option.Name))];
        foreach (CompletionItem item in parsed.GetCompletions(position))
        {
            // The parser offers words that contain the one that was begun, too.
            if (item.Label.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !otherSpellings.Contains(item.Label))
            {
                parseResult.InvocationConfiguration.Output.WriteLine(item.InsertText ?? item.Label);
            }
        }

        return ExitCode.Found;
    }
}
