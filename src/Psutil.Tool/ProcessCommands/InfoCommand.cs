using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Listing;

namespace Psutil.Tool.ProcessCommands;

/// <summary><c>psutil info PID</c>: one process in full.</summary>
internal static class InfoCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string?> processArgument = ProcessArgument.Create(host);
        Option<bool> environmentOption = new("--environment")
        {
            Description = "Show its environment, which may hold secrets (JSON always has it).",
        };
        Option<bool> mapsOption = new("--maps") { Description = "Show every mapped region (JSON has them by path otherwise)." };
        ToolCommand command = new("info", "One process in full.")
        {
            Arguments = { processArgument },
            Options = { environmentOption, mapsOption },
            Examples = """
                psutil info 1
                psutil info sshd
                psutil info 1 --environment --maps
                psutil info 1 --json
                """,
        };
        options.AddTo(
            command,
            CommonOptionKinds.Json
                | CommonOptionKinds.Bytes
                | CommonOptionKinds.Repeat
                | CommonOptionKinds.Interval
                | CommonOptionKinds.Past
        );
        ProcessArgument.Check(command, processArgument);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            Machine machine = host.OpenMachine();
            if (ProcessArgument.FindOne(host, machine, result.GetValue(processArgument)!, out int failure) is not { } process)
            {
                return failure;
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
}
