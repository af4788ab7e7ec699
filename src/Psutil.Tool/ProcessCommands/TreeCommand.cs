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
        Argument<string?> pidArgument = PidArgument.One(host);
        pidArgument.Description = "The process at the root; by default, all processes.";
        Option<bool> argumentsOption = new("--args") { Description = "Show the arguments, which may hold secrets, after the name." };
        FilterOptions filterOptions = new(host);
        ToolCommand command = new("tree", "The processes as a tree; filters keep ancestors.")
        {
            Arguments = { pidArgument },
            Options = { argumentsOption },
            Examples = """
                psutil tree
                psutil tree 1 --args
                psutil tree --user www-data
                psutil tree --csv > tree.csv
                """,
        };
        filterOptions.AddTo(command, withPid: false);
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval);
        PidArgument.Check(command, pidArgument, isRequired: false);
        command.SetAction(result =>
        {
            Machine machine = host.OpenMachine();
            OSProcess? root = null;
            if (result.GetValue(pidArgument) is { } text && !PidArgument.TryFind(host, machine, text, out root))
            {
                return ExitCode.NothingMatched;
            }

            return Run(
                host,
                new WatchLoop(host, options, result),
                machine,
                root,
                filterOptions.Read(result),
                result.GetValue(argumentsOption)
            );
        });
        return command;
    }

    private static int Run(ToolHost host, WatchLoop loop, Machine machine, OSProcess? root, ProcessFilter filter, bool withArguments)
    {
        using ProcessSampler sampler = new(host, machine, loop.Interval, loop.Repeats);
        ProcessFields sources =
            ProcessFields.ParentPid
            | ProcessFields.Name
            | ProcessFields.UserName
            | filter.Sources
            | (withArguments ? ProcessFields.CommandLine : 0);
        bool wasFound = false;
        if (loop.Form == OutputForm.Text)
        {
            loop.WriteText(page =>
            {
                IReadOnlyList<ProcessTreeLine> lines = Arrange();
                foreach (ProcessTreeLine line in lines)
                {
                    WriteLine(page, line, withArguments);
                }

                return lines.Count > 0 || root is null;
            });
        }
        else
        {
            loop.WriteTable(CreateTable(withArguments), () =>
            {
                // If one process was requested, the output ends with it.
                IReadOnlyList<ProcessTreeLine> lines = Arrange();
                return lines.Count > 0 || root is null ? new TableFrame<ProcessTreeLine>(lines) : null;
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

            IReadOnlyList<ProcessTreeLine> lines = TreeRows.Arrange(rows, loop.Terminal.HasUnicode, root?.Identity);
            wasFound |= lines.Count > 0;
            loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
            return lines;
        }
    }

    private static void WriteLine(TextPage page, ProcessTreeLine line, bool withArguments)
    {
        ProcessSnapshot process = line.Row.Snapshot;
        page.Write(line.Lead, Style.Dim)
            .Write(process.Name ?? "?")
            .Write(string.Create(CultureInfo.InvariantCulture, $"({process.Pid})"), Style.Dim);
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
