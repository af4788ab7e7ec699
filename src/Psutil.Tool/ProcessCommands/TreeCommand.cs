using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.ProcessCommands;

/// <summary><c>psutil tree</c>: the processes as a tree.</summary>
internal static class TreeCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string?> processArgument = ProcessArgument.Create(host);
        processArgument.Description = "The process at the root, or its name; by default, all.";
        Option<bool> argumentsOption = new("--args") { Description = "Show the arguments, which may hold secrets, after the name." };
        Option<bool> everyOption = new("--every") { Description = "Show each of many equal processes; a terminal shows their number." };
        FilterOptions filterOptions = new(host);
        ToolCommand command = new("tree", "The processes as a tree; filters keep ancestors.")
        {
            Arguments = { processArgument },
            Options = { argumentsOption, everyOption },
            Examples = """
                psutil tree
                psutil tree 1 --args
                psutil tree sshd
                psutil tree --user www-data
                psutil tree --csv > tree.csv
                """,
        };
        filterOptions.AddTo(command);
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval | CommonOptionKinds.Past);
        ProcessArgument.Check(command, processArgument, isRequired: false);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            Machine machine = host.OpenMachineFor(loop.ReadsAgain);
            IReadOnlyList<OSProcess>? roots = null;
            if (result.GetValue(processArgument) is { } text)
            {
                roots = ProcessArgument.FindAll(host, machine, text);
                if (roots.Count == 0)
                {
                    return ExitCode.NothingMatched;
                }
            }

            return Run(
                host,
                loop,
                machine,
                roots,
                filterOptions.Read(result),
                result.GetValue(argumentsOption),
                result.GetValue(everyOption)
            );
        });
        return command;
    }

    private static int Run(
        ToolHost host,
        WatchLoop loop,
        Machine machine,
        IReadOnlyList<OSProcess>? roots,
        ProcessFilter filter,
        bool withArguments,
        bool withEqual
    )
    {
        using ProcessSampler sampler = new(host, machine, loop.Interval, loop.Repeats);
        ProcessFields sources =
            ProcessFields.ParentPid
            | ProcessFields.Name
            | ProcessFields.UserName
            | filter.Sources
            | (withArguments ? ProcessFields.CommandLine : 0);
        bool wasFound = false;
        bool folds = loop.Form == OutputForm.Text && loop.Terminal.IsTerminal && !withEqual;
        IReadOnlyDictionary<int, int> counts = new Dictionary<int, int>();
        HashSet<ProcessIdentity>? chosen = roots?.Select(root => root.Identity).ToHashSet();
        if (loop.Form == OutputForm.Text)
        {
            loop.WriteText(page =>
            {
                IReadOnlyList<ProcessTreeLine> lines = Arrange();
                foreach (ProcessTreeLine line in lines)
                {
                    WriteLine(page, line, counts.GetValueOrDefault(line.Row.Snapshot.Pid), withArguments);
                }

                if (lines.Count == 0 && roots is null)
                {
                    page.Write(ProcessTable.Empty).EndLine();
                }

                return lines.Count > 0 || roots is null;
            });
        }
        else
        {
            loop.WriteTable(CreateTable(withArguments), () =>
            {
                // If processes were requested, the output ends with them.
                IReadOnlyList<ProcessTreeLine> lines = Arrange();
                return lines.Count > 0 || roots is null ? new TableFrame<ProcessTreeLine>(lines) : null;
            });
        }

        return wasFound ? ExitCode.Found : ExitCode.NothingMatched;

        IReadOnlyList<ProcessTreeLine> Arrange()
        {
            IReadOnlyList<ProcessRow> rows = sampler.List([], sources, needsPercent: filter.Cpu is not null);
            if (!filter.IsEmpty)
            {
                rows = TreeRows.KeepAncestors(rows, filter.Matches);
            }

            if (folds)
            {
                (rows, counts) = TreeRows.FoldEqualLeaves(rows, row => KeyOf(row.Snapshot, withArguments), chosen);
            }

            IReadOnlyList<ProcessTreeLine> lines = TreeRows.Arrange(rows, loop.Terminal.HasUnicode, chosen);
            wasFound |= lines.Count > 0;
            loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
            return lines;
        }
    }

    private static string KeyOf(ProcessSnapshot process, bool withArguments) =>
        withArguments && process.CommandLine is { } arguments ? string.Join('\0', [process.Name, .. arguments]) : process.Name ?? "";

    // Of equal processes, the PID of the first is shown.
    private static void WriteLine(TextPage page, ProcessTreeLine line, int count, bool withArguments)
    {
        ProcessSnapshot process = line.Row.Snapshot;
        page.Write(line.Lead, Style.Dim);
        if (count > 1)
        {
            page.Write(string.Create(CultureInfo.InvariantCulture, $"{count} {(page.Terminal.HasUnicode ? '×' : 'x')} "), Style.Bold);
        }

        page.Write(process.Name ?? "?")
            .Write(string.Create(CultureInfo.InvariantCulture, $"({process.Pid}{(count > 1 ? ", ..." : "")})"), Style.Dim);
        if (withArguments && process.CommandLine is { Count: > 0 } arguments)
        {
            page.Write(" " + string.Join(' ', arguments));
        }

        page.EndLine();
    }

    private static Table<ProcessTreeLine> CreateTable(bool withArguments)
    {
        List<Column<ProcessTreeLine>> columns =
        [
            new("depth", (writer, line) => writer.Number(line.Depth)),
            new("pid", (writer, line) => writer.Number(line.Row.Snapshot.Pid)),
            new("ppid", (writer, line) => writer.Number(ProcessReport.ParentPid(line.Row.Snapshot))),
            new("username", (writer, line) => writer.Text(line.Row.Snapshot.UserName)),
            new("name", (writer, line) => writer.Text(line.Row.Snapshot.Name)),
        ];
        if (withArguments)
        {
            columns.Add(new("cmdline", (writer, line) => writer.TextList(line.Row.Snapshot.CommandLine)));
        }

        return new Table<ProcessTreeLine>("processes", columns);
    }
}
