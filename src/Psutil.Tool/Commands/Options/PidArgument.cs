using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tool.Commands;

/// <summary>PIDs as arguments of a command.</summary>
internal static class PidArgument
{
    /// <summary>Any number of PIDs.</summary>
    public static Argument<string[]> Many(ToolHost host) =>
        new("pid")
        {
            Description = "The processes' PIDs.",
            HelpName = "pid",
            Arity = ArgumentArity.ZeroOrMore,
            CompletionSources = { Completions.Pids(host) },
        };

    /// <summary>Rejects a text that is not a PID.</summary>
    /// <param name="command">The command.</param>
    /// <param name="argument">Its argument.</param>
    /// <param name="hint">What else helps whoever gave a name.</param>
    public static void Check(Command command, Argument<string[]> argument, string? hint = null) =>
        command.Validators.Add(result =>
        {
            if (
                (result.GetValue(argument) ?? []).Select(text => Error(command, text, hint)).FirstOrDefault(error => error is not null) is
                { } error
            )
            {
                result.AddError(error);
            }
        });

    /// <summary>The process with a PID. Reports an error if there is none.</summary>
    public static bool TryFind(ToolHost host, Machine machine, string text, [NotNullWhen(true)] out OSProcess? process)
    {
        // A number that cannot be a PID is valid: there is no such process.
        process = null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && machine.Processes.TryGet(pid, out process))
        {
            return true;
        }

        host.Complain($"there is no process {text}");
        return false;
    }

    // An unknown option arrives here as the PID.
    private static string? Error(Command command, string text, string? hint) =>
        text switch
        {
            "" => $"{command.Name} needs a PID, such as 'psutil {command.Name} 1'; 'psutil ps' lists them",
            _ when text.All(char.IsAsciiDigit) => null,
            ['-', not (>= '0' and <= '9'), ..] => UsageErrors.UnknownOption(command, text),
            _ => $"'{text}' is not a PID: give a number, such as 'psutil {command.Name} 1'; {hint ?? "'psutil ps' lists them"}",
        };
}
