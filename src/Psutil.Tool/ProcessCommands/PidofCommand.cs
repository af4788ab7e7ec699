using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Report;

namespace Psutil.Tool.ProcessCommands;

/// <summary><c>psutil pidof NAME</c>: the PIDs of the processes with a name.</summary>
internal static class PidofCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string[]> nameArgument = new("name")
        {
            Description = "Whole names, or /regular expressions/.",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "name",
            CompletionSources = { Completions.Names(host) },
        };
        ToolCommand command = new("pidof", "The PIDs of the processes with a name.")
        {
            Arguments = { nameArgument },
            Examples = """
                psutil pidof sshd
                psutil pidof '/^postgres/'
                kill -HUP $(psutil pidof nginx)
                """,
        };
        options.AddTo(command, CommonOptionKinds.Json | CommonOptionKinds.Bytes | CommonOptionKinds.Repeat);
        command.Validators.Add(result =>
        {
            string[] names = result.GetValue(nameArgument) ?? [];
            if (
                (
                    names.Length == 0
                        ? "pidof needs a name, such as 'psutil pidof sshd'"
                        : names.Select(name => Error(command, name)).FirstOrDefault(error => error is not null)
                ) is
                { } error
            )
            {
                result.AddError(error);
            }
        });
        command.SetAction(result =>
        {
            NamePattern[] patterns = [.. result.GetValue(nameArgument)!.Select(NamePattern.Parse)];
            Processes processes = host.OpenMachine().Processes;
            WatchLoop loop = new(host, options, result);
            return Write(loop, () =>
            {
                loop.Note(() => DeniedNotice.OfHidden(host, processes));
                return
                [
                    .. processes
                        .Capture(ProcessFields.Name)
                        .Where(process => patterns.Any(pattern => pattern.MatchesWhole(process.Name)))
                        .Select(process => process.Pid),
                ];
            });
        });
        return command;
    }

    private static int Write(WatchLoop loop, Func<int[]> find)
    {
        int[] pids = [];
        if (loop.IsJson)
        {
            loop.WriteJson(writer =>
            {
                pids = find();
                writer.StartObject();
                writer.Number("schema", MachineReport.Schema);
                writer.StartArray("pids");
                foreach (int pid in pids)
                {
                    writer.Number(pid);
                }

                writer.EndArray();
                writer.EndObject();
                return true;
            });
        }
        else
        {
            loop.WriteText(
                page =>
                {
                    pids = find();
                    if (pids.Length > 0)
                    {
                        page.Write(string.Join(' ', pids)).EndLine();
                    }

                    return true;
                },
                wrap: true
            );
        }

        return pids.Length > 0 ? ExitCode.Found : ExitCode.NothingMatched;
    }

    private static string? Error(Command command, string name) =>
        name is ['-', ..] ? UsageErrors.UnknownOption(command, name)
        : name.Length == 0 ? "a name is empty"
        : NamePattern.ErrorOf(name);
}
