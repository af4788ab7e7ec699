using System.CommandLine;
using System.CommandLine.Parsing;

namespace Psutil.Tool.Commands;

/// <summary>Describes the error of a command line in one line that says how to correct it.</summary>
internal static class UsageErrors
{
    public static string Describe(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        if (result.UnmatchedTokens is [string token, ..])
        {
            return token.StartsWith('-') ? UnknownOption(command, token)
                : command is RootCommand ? UnknownCommand(command, token)
                : $"unexpected argument '{token}': see '{HelpOf(command)}'";
        }

        ParseError error = result.Errors[0];
        return error.SymbolResult is OptionResult { Tokens.Count: 0 } option
            ? $"{option.Option.Name} needs a value: see '{HelpOf(command)}'"
            : error.Message;
    }

    public static string UnknownCommand(Command root, string word) =>
        $"there is no command '{word}'{Spelling.Question(word, NamesOf(root.Subcommands))}: 'psutil --help' lists them";

    public static string UnknownOption(Command command, string token)
    {
        // The value may be part of the word.
        string name = token.Split('=', ':')[0];
        IEnumerable<string> known = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
        return $"there is no option '{name}'{Spelling.Question(name, known)}: '{HelpOf(command)}' lists them";
    }

    /// <summary>An error for a common option that the command does not have.</summary>
    public static string HasNo(Command command, Option option) => $"{command.Name} does not take {option.Name}: see '{HelpOf(command)}'";

    /// <summary>The visible names of commands.</summary>
    public static IEnumerable<string> NamesOf(IEnumerable<Command> commands) =>
        commands.Where(command => !command.Hidden).Select(command => command.Name);

    private static string HelpOf(Command command) => command is RootCommand ? "psutil --help" : $"psutil {command.Name} --help";
}
