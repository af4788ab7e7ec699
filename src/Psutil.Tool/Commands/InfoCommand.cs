using System.CommandLine;
using Psutil.Tool.Listing;

namespace Psutil.Tool.Commands;

/// <summary><c>psutil info PID</c>: one process in full.</summary>
internal static class InfoCommand
{
    public static Command Create(ToolHost host, CommonOptions options)
    {
        Argument<string?> pidArgument = new("pid") { Description = "The process's PID.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> environmentOption = new("--environment") { Description = "Show its environment, which may hold secrets (JSON always has it)." };
        Option<bool> mapsOption = new("--maps") { Description = "Show every mapped region (JSON has them by path otherwise)." };
        Command command = new("info", "One process in full.") { pidArgument, environmentOption, mapsOption };
        command.Validators.Add(result =>
        {
            if (PidError(result.GetValue(pidArgument)) is { } error)
            {
                result.AddError(error);
            }
        });
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            string text = result.GetValue(pidArgument)!;
            Machine machine = host.OpenMachine();

            // A number that no PID can have is still a number: there is no such process.
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) || !machine.Processes.TryGet(pid, out OSProcess? process))
            {
                host.Complain($"there is no process {text}");
                return ExitCode.NothingMatched;
            }

            ProcessDetails details = new(host, loop, machine, process)
            {
                ShowsEnvironment = result.GetValue(environmentOption),
                ShowsMaps = result.GetValue(mapsOption),
            };
            return details.Run();
        });
        return command;
    }

    // An option that does not exist arrives here as the PID.
    private static string? PidError(string? text) => text switch
    {
        null or "" => "info needs a PID, such as 'psutil info 1'; 'psutil ps' lists them",
        _ when text.All(char.IsAsciiDigit) => null,
        ['-', not (>= '0' and <= '9'), ..] => UsageErrors.UnknownOption(text),
        _ => $"'{text}' is not a PID: give a number, such as 'psutil info 1'; 'psutil ps' lists them",
    };
}
