using System.CommandLine;
using System.CommandLine.Parsing;
using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Platform;
using Psutil.Tool.Text;

namespace Psutil.Tool.ControlCommands;

/// <summary><c>psutil wait</c>: waits until processes have ended.</summary>
internal static class WaitCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string[]> pidArgument = PidArgument.Many(host);
        Option<TimeSpan?> timeoutOption = new("--timeout")
        {
            Description = "Wait at most this long; 0 checks once.",
            HelpName = "seconds",
            CustomParser = ParseTimeout,
        };
        ToolCommand command = new("wait", "Wait until processes end, and show how they ended.")
        {
            Arguments = { pidArgument },
            Options = { timeoutOption },
            Examples = """
                psutil wait 4711
                psutil wait 4711 4712 --timeout 60 || echo still running
                psutil wait 4711 --json
                """,
            WriteNotes = output =>
            {
                output.WriteLine("The exit code of a process that is not the caller's own child is known on");
                output.WriteLine("Linux 6.15 and later. Exit code 1: some did not end in time, or there was none.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Json | CommonOptionKinds.Csv | CommonOptionKinds.Bytes);
        PidArgument.Check(command, pidArgument);
        command.Validators.Add(result =>
        {
            if (result.GetValue(pidArgument) is not { Length: > 0 })
            {
                result.AddError("wait needs PIDs, such as 'psutil wait 4711'; 'psutil ps' lists them");
            }
        });
        command.SetAction(result =>
        {
            Machine machine = host.OpenMachine();
            ProcessSelection selection = ProcessSelection.Find(
                host,
                machine,
                result.GetValue(pidArgument)!,
                new ProcessFilter(),
                options.IntervalOf(result)
            );
            if (selection.Rows.Count == 0)
            {
                return ExitCode.NothingMatched;
            }

            bool haveAllEnded = Wait(
                host,
                new WatchLoop(host, options, result),
                machine.Processes,
                selection.Rows,
                result.GetValue(timeoutOption)
            );
            return haveAllEnded && selection.IsComplete ? ExitCode.Found : ExitCode.NothingMatched;
        });
        return command;
    }

    private static bool Wait(ToolHost host, WatchLoop loop, Processes processes, IReadOnlyList<ProcessRow> rows, TimeSpan? timeout)
    {
        IReadOnlyDictionary<string, int> signals = processes.GetSignalNumbers();
        Dictionary<ProcessIdentity, string> names = rows.ToDictionary(row => row.Snapshot.Identity, row => row.Snapshot.Name ?? "?");
        long start = host.Clock.GetTimestamp();
        Action<ProcessExit>? write =
            loop.Form != OutputForm.Text
                ? null
                : exit =>
                {
                    string after = Duration.Compact(host.Clock.GetElapsedTime(start));
                    string name = names[exit.Process.Identity];
                    loop.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{exit.Process.Pid} ({name}) {Describe(exit.ExitCode, signals)} after {after}"
                        )
                    );
                };
        WaitAllResult result = processes.WaitAll([.. rows.Select(row => processes.FromIdentity(row.Snapshot.Identity))], timeout, write);
        if (loop.Form != OutputForm.Text)
        {
            IReadOnlyList<WaitOutcome> outcomes =
            [
                .. result.Ended.Select(exit => new WaitOutcome(exit.Process, HasEnded: true, exit.ExitCode)),
                .. result.Survivors.Select(process => new WaitOutcome(process, HasEnded: false, ExitCode: null)),
            ];
            loop.WriteTable(CreateTable(names, signals), () => new TableFrame<WaitOutcome>(outcomes));
        }

        foreach (OSProcess process in result.Survivors)
        {
            host.Complain(string.Create(CultureInfo.InvariantCulture, $"{process.Pid} ({names[process.Identity]}) has not ended"));
        }

        return result.Survivors.Count == 0;
    }

    private static string Describe(int? exitCode, IReadOnlyDictionary<string, int> signals) =>
        exitCode is not { } code ? "ended (exit code unknown)"
        : ExitStatus.SignalOf(code) is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"was ended by {SignalName.Find(number, signals) ?? $"signal {number}"}")
        : code < 0 ? string.Create(CultureInfo.InvariantCulture, $"exited with code 0x{code:X8}")
        : string.Create(CultureInfo.InvariantCulture, $"exited with code {code}");

    private static Table<WaitOutcome> CreateTable(Dictionary<ProcessIdentity, string> names, IReadOnlyDictionary<string, int> signals) =>
        new(
            "processes",
            [
                new("pid", (writer, outcome) => writer.Number(outcome.Process.Pid)),
                new("name", (writer, outcome) => writer.Text(names[outcome.Process.Identity])),
                new("ended", (writer, outcome) => writer.Flag(outcome.HasEnded)),
                new("exit_code", (writer, outcome) => writer.Number(outcome.ExitCode)),
                new("signal", (writer, outcome) =>
                    writer.Text(ExitStatus.SignalOf(outcome.ExitCode) is { } number ? SignalName.Find(number, signals) : null)
                ),
            ]
        );

    private static TimeSpan? ParseTimeout(ArgumentResult result) =>
        result.Tokens[0].Value == "0" ? TimeSpan.Zero : CommonOptions.ParseSeconds(result);

    private sealed record WaitOutcome(OSProcess Process, bool HasEnded, int? ExitCode);
}
