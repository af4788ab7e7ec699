using System.CommandLine;

namespace Psutil.Tool.Commands;

/// <summary>A process as the argument of a command: its PID, its whole name or a /regular expression/ for its name.</summary>
internal static class ProcessArgument
{
    // A message is one line, however many processes there are.
    private const int MostListed = 8;

    public static Argument<string?> Create(ToolHost host) =>
        new("pid|name")
        {
            Description = "The process's PID or name.",
            HelpName = "pid|name",
            Arity = ArgumentArity.ZeroOrOne,
            CompletionSources = { Completions.Pids(host), Completions.Names(host) },
        };

    /// <summary>Rejects a text that is neither, and a missing argument if one is required.</summary>
    public static void Check(Command command, Argument<string?> argument, bool isRequired = true) =>
        command.Validators.Add(result =>
        {
            string? text = result.GetValue(argument);
            if ((isRequired || text is not null) && Error(command, text) is { } error)
            {
                result.AddError(error);
            }
        });

    /// <summary>All processes with a PID or name. Reports an error if there is none.</summary>
    public static IReadOnlyList<OSProcess> FindAll(ToolHost host, Machine machine, string text)
    {
        Processes processes = machine.Processes;
        if (text.All(char.IsAsciiDigit))
        {
            return PidArgument.TryFind(host, machine, text, out OSProcess? process) ? [process] : [];
        }

        Listing.NamePattern pattern = Listing.NamePattern.Parse(text);
        OSProcess[] found =
        [
            .. processes
                .Capture(ProcessFields.Name)
                .Where(snapshot => pattern.MatchesWhole(snapshot.Name))
                .Select(snapshot => processes.FromIdentity(snapshot.Identity)),
        ];
        if (found.Length == 0)
        {
            host.Complain(
                pattern.IsExpression ? $"there is no process whose name matches {text}" : $"there is no process with the name '{text}'"
            );
        }

        return found;
    }

    /// <summary>The only process with a PID or name; null if there is none or several, which is reported.</summary>
    /// <param name="host">The host.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="text">The PID or name.</param>
    /// <param name="exitCode">The exit code if it is null.</param>
    public static OSProcess? FindOne(ToolHost host, Machine machine, string text, out int exitCode)
    {
        IReadOnlyList<OSProcess> found = FindAll(host, machine, text);
        exitCode = found.Count == 0 ? ExitCode.NothingMatched : ExitCode.Usage;
        if (found.Count > 1)
        {
            string pids =
                string.Join(", ", found.Take(MostListed).Select(process => process.Pid)) + (found.Count > MostListed ? ", ..." : "");
            host.Complain(
                string.Create(CultureInfo.InvariantCulture, $"{found.Count} processes have the name '{text}': give the PID of one ({pids})")
            );
        }

        return found.Count == 1 ? found[0] : null;
    }

    // An unknown option arrives here as the process.
    private static string? Error(Command command, string? text) =>
        text switch
        {
            null or "" => $"{command.Name} needs a PID or a name, such as 'psutil {command.Name} 1'; 'psutil ps' lists them",
            ['-', >= '0' and <= '9', ..] =>
                $"'{text}' is not a PID: give a number, such as 'psutil {command.Name} 1'; 'psutil ps' lists them",
            ['-', ..] => UsageErrors.UnknownOption(command, text),
            _ => Listing.NamePattern.ErrorOf(text),
        };
}
