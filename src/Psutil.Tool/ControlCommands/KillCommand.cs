using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Text;

namespace Psutil.Tool.ControlCommands;

/// <summary><c>psutil kill</c>: sends a signal to processes, with a confirmation if there are many.</summary>
internal static class KillCommand
{
    public const string Name = "kill";

    /// <summary>The option that names the signal.</summary>
    public const string SignalOption = "--signal";

    private const string DefaultSignal = "TERM";

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string[]> pidArgument = PidArgument.Many(host);
        Option<string> signalOption = new(SignalOption, "-s")
        {
            Description = "Which signal: a name, such as HUP, or a number; or just -9, -HUP.",
            HelpName = "name|n",
            DefaultValueFactory = _ => DefaultSignal,
            CompletionSources = { Completions.Signals(host) },
        };
        Option<bool> treeOption = new("--tree") { Description = "Include descendants; with KILL or --grace until none is left." };
        Option<TimeSpan?> graceOption = new("--grace")
        {
            Description = "Wait this long for processes to end, then kill the rest.",
            HelpName = "seconds",
            CustomParser = CommonOptions.ParseSeconds,
        };
        Option<bool> yesOption = new("--yes", "-y") { Description = "Do not ask for confirmation." };
        FilterOptions filterOptions = new(host);
        ToolCommand command = new(Name, "Send a signal to processes, by PID or by filter.")
        {
            Arguments = { pidArgument },
            Options = { signalOption, treeOption, graceOption, yesOption },
            Examples = """
                psutil kill 4711
                psutil kill -9 4711
                psutil kill 4711 --tree --grace 5
                psutil kill --name firefox --user ann
                psutil kill --name '/^worker-[0-9]+$/' --signal HUP --yes
                """,
            WriteNotes = output =>
            {
                output.WriteLine("More than one process, or one whose name is only partly the given text, is shown");
                output.WriteLine("first, and the signal sent only after a yes. A process that takes over a PID");
                output.WriteLine("meanwhile is never hit.");
                output.WriteLine();
            },
        };
        filterOptions.AddTo(command);
        options.AddTo(
            command,
            CommonOptionKinds.Json
                | CommonOptionKinds.Csv
                | CommonOptionKinds.Bytes
                | CommonOptionKinds.Interval
                | CommonOptionKinds.ReadOnly
        );
        PidArgument.Check(command, pidArgument, "'psutil kill --name' takes a name");
        command.Validators.Add(result =>
        {
            if (result.GetValue(pidArgument) is not { Length: > 0 } && !filterOptions.AreGiven(result))
            {
                result.AddError("kill needs PIDs or a filter, such as 'psutil kill 4711' or 'psutil kill --name firefox'");
            }
        });
        command.SetAction(result =>
        {
            if (host.IsReadOnly || result.GetValue(options.ReadOnly))
            {
                host.Complain("--readonly forbids changes");
                return ExitCode.Usage;
            }

            Machine machine = host.OpenMachine();
            IReadOnlyDictionary<string, int> signals = machine.Processes.GetSignalNumbers();
            if (!SignalName.TryParse(result.GetValue(signalOption)!, signals, out SignalName? signal))
            {
                host.Complain($"there is no signal '{result.GetValue(signalOption)}'; the signals are {string.Join(", ", signals.Keys)}");
                return ExitCode.Usage;
            }

            string[] pids = result.GetValue(pidArgument) ?? [];
            ProcessFilter filter = filterOptions.Read(result);
            ProcessSelection roots = ProcessSelection.Find(host, machine, pids, filter, options.IntervalOf(result));
            bool isTree = result.GetValue(treeOption);
            ProcessSelection selection = isTree ? roots.WithDescendants(machine) : roots;
            if (selection.Rows.Count == 0)
            {
                if (pids.Length == 0)
                {
                    host.Complain(ProcessTable.Empty);
                }

                return ExitCode.NothingMatched;
            }

            bool isCertain =
                selection.Rows.Count == 1
                && (pids.Length > 0 || filter.Name is null || filter.Name.MatchesWhole(selection.Rows[0].Snapshot.Name));
            if (!isCertain && !result.GetValue(yesOption) && Confirm(host, signal, selection.Rows) is { } refusal)
            {
                return refusal;
            }

            ProcessKiller killer = new(host, machine, signal) { Grace = result.GetValue(graceOption) };
            bool endsTrees = isTree && (killer.Grace is not null || signal.Name == "SIGKILL");
            IReadOnlyList<KillOutcome> outcomes = endsTrees ? killer.KillTrees(roots.Rows, selection.Rows) : killer.Kill(selection.Rows);
            new WatchLoop(host, options, result).WriteTable(CreateTable(signal), () => new TableFrame<KillOutcome>(outcomes));
            return outcomes.Any(outcome => outcome.IsFailure) ? ExitCode.Fatal
                : roots.IsComplete ? ExitCode.Found
                : ExitCode.NothingMatched;
        });
        return command;
    }

    /// <summary>Lists the processes and asks for confirmation. Returns null to continue, or the exit code.</summary>
    private static int? Confirm(ToolHost host, SignalName signal, IReadOnlyList<ProcessRow> rows)
    {
        string count = string.Create(CultureInfo.InvariantCulture, $"{rows.Count} {(rows.Count == 1 ? "process" : "processes")}");
        host.Complain($"{signal.Title} would go to {count}:");
        TextPage page = new(host.ErrorTerminal);
        TableWriter table = new([new("PID", IsRightAligned: true), new("USER"), new("NAME")]);
        foreach (ProcessRow row in rows)
        {
            table.Add(row.Snapshot.Pid.ToString(CultureInfo.InvariantCulture), row.Snapshot.UserName ?? "-", row.Snapshot.Name ?? "?");
        }

        table.Write(page, indent: 2);
        host.Error.Write(page.ToString());
        switch (host.Ask($"Send {signal.Title} to {count}? [y/N] ")?.Trim())
        {
            case null:
                host.Complain("there is no terminal to ask on: use --yes to send the signal");
                return ExitCode.Usage;
            case "y" or "Y" or "yes" or "Yes" or "YES":
                return null;
            default:
                host.Complain("nothing was sent");
                return ExitCode.NothingMatched;
        }
    }

    private static Table<KillOutcome> CreateTable(SignalName signal) =>
        new(
            "processes",
            [
                new("pid", (writer, outcome) => writer.Number(outcome.Process.Snapshot.Pid), IsRightAligned: true),
                new("username", (writer, outcome) => writer.Text(outcome.Process.Snapshot.UserName), "USER"),
                new("signal", (writer, _) => writer.Text(signal.Name)),
                new("result", (writer, outcome) => writer.Text(outcome.Result))
                {
                    Style = outcome => outcome.IsFailure ? Style.Bad : Style.Good,
                },
                new("name", (writer, outcome) => writer.Text(outcome.Process.Snapshot.Name)),
            ]
        );
}
