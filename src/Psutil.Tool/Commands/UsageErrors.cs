using System.CommandLine;
using System.CommandLine.Parsing;

namespace Psutil.Tool.Commands;

/// <summary>Describes the error of a command line in one line that says how to correct it.</summary>
internal static class UsageErrors
{
    public static string Describe(ParseResult result)
    {
        if (result.UnmatchedTokens is [string token, ..])
        {
            return token.StartsWith('-') ? UnknownOption(token)
                : result.CommandResult.Command is RootCommand ? $"there is no command '{token}': 'psutil --help' lists them"
                : $"unexpected argument '{token}': see '{HelpOf(result)}'";
        }

        ParseError error = result.Errors[0];
        return error.SymbolResult is OptionResult { Tokens.Count: 0 } option
            ? $"{option.Option.Name} needs a value: see '{HelpOf(result)}'"
            : error.Message;
    }

    public static string UnknownOption(string token) => $"there is no option '{token}': 'psutil --help' lists them";

    /// <summary>An error for a common option that the command does not have.</summary>
    public static string HasNo(Command command, Option option) =>
        $"{command.Name} does not take {option.Name}: see 'psutil {command.Name} --help'";

    private static string HelpOf(ParseResult result) =>
        result.CommandResult.Command is RootCommand ? "psutil --help" : $"psutil {result.CommandResult.Command.Name} --help";
}
