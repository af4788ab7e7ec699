using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.ProcessCommands;

/// <summary><c>psutil procsmem</c>: the memory of each process without shared memory (USS), and related values.</summary>
internal static class ProcsmemCommand
{
    private const ProcessFields Sources =
        ProcessFields.Name | ProcessFields.UserName | ProcessFields.Memory | ProcessFields.MemoryFootprint;

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<int?> limitOption = new("--limit")
        {
            Description = "Show at most n processes; the totals include all.",
            HelpName = "n",
            CustomParser = CommonOptions.ParsePositive,
        };
        FilterOptions filterOptions = new(host);
        ToolCommand command = new("procsmem", "The memory of each process, with shared parts divided.")
        {
            Options = { limitOption },
            Examples = """
                psutil procsmem --limit 10
                psutil procsmem --user postgres
                psutil procsmem --csv > memory.csv
                """,
            WriteNotes = output =>
            {
                output.WriteLine("USS: what would be free if the process ended. PSS: USS and its share of what it");
                output.WriteLine("shares with others; the PSS of all add up to what all take. Reading them walks");
                output.WriteLine("each process's page tables. Kernel threads have none and are left out.");
                output.WriteLine();
            },
        };
        filterOptions.AddTo(command);
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            Machine machine = host.OpenMachine();
            ProcessFilter filter = filterOptions.Read(result);
            using ProcessSampler sampler = new(host, machine, loop.Interval, loop.Repeats);
            IReadOnlyList<ProcessRow> rows = [];
            loop.WriteTable(CreateTable(), () =>
            {
                rows = Read(host, machine, sampler, filter);
                loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
                loop.Note(() => DeniedNotice.Of(host, rows, [ProcessFieldTable.MemoryFootprint]));
                return new TableFrame<ProcessRow>(result.GetValue(limitOption) is { } limit ? [.. rows.Take(limit)] : rows)
                {
                    Below = page => WriteTotals(page, rows),
                    Members = writer => WriteTotals(writer, rows),
                };
            });
            return rows.Count > 0 ? ExitCode.Found : ExitCode.NothingMatched;
        });
        return command;
    }

    private static IReadOnlyList<ProcessRow> Read(ToolHost host, Machine machine, ProcessSampler sampler, ProcessFilter filter)
    {
        IReadOnlyList<ProcessRow> all = sampler.List([], ProcessFields.Memory | filter.Sources, needsPercent: filter.Cpu is not null);
        ProcessRow[] meant = [.. all.Where(filter.Matches)];
        List<ProcessRow> rows = [];
        using ProgressLine progress = new(host, "Reading the memory of process", meant.Length);
        for (int index = 0; index < meant.Length; index++)
        {
            progress.Report(index);
            ProcessRow row = meant[index] with
            {
                Snapshot = machine.Processes.FromIdentity(meant[index].Snapshot.Identity).Capture(Sources),
            };
            bool isDenied = row.ReasonFor(ProcessFieldTable.MemoryFootprint) == UnavailableReason.Denied;

            // Kernel threads and processes that ended meanwhile have no values.
            if (isDenied || row.Snapshot.MemoryFootprint is { Uss: > 0 } or { Pss: > 0 } or { Swap: > 0 })
            {
                rows.Add(row);
            }
        }

        return
        [
            .. rows.OrderByDescending(row => row.Snapshot.MemoryFootprint?.Uss ?? -1)
                .ThenByDescending(row => row.Snapshot.Memory?.Rss ?? -1),
        ];
    }

    private static Table<ProcessRow> CreateTable() =>
        new(
            "processes",
            [
                new("pid", (writer, row) => writer.Number(row.Snapshot.Pid), IsRightAligned: true),
                new("username", (writer, row) => writer.Text(row.Snapshot.UserName), "USER", Rank: 2),
                new("uss", (writer, row) => writer.Bytes(row.Snapshot.MemoryFootprint?.Uss), IsRightAligned: true),
                new("pss", (writer, row) => writer.Bytes(row.Snapshot.MemoryFootprint?.Pss), IsRightAligned: true),
                new("swap", (writer, row) => writer.Bytes(row.Snapshot.MemoryFootprint?.Swap), IsRightAligned: true, Rank: 3),
                new("rss", (writer, row) => writer.Bytes(row.Snapshot.Memory?.Rss), IsRightAligned: true, Rank: 1),
                new("name", (writer, row) => writer.Text(row.Snapshot.Name)),
            ]
        )
        {
            Reason = (row, _) => Reasons.Cell(row.ReasonFor(ProcessFieldTable.MemoryFootprint)),
        };

    private static void WriteTotals(TextPage page, IReadOnlyList<ProcessRow> rows)
    {
        int users = CountUsers(rows);
        page.Write(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} {(rows.Count == 1 ? "process" : "processes")}"), Style.Bold);
        page.TryWrite(string.Create(CultureInfo.InvariantCulture, $" of {users} {(users == 1 ? "user" : "users")}"));
        foreach ((string name, Func<ProcessRow, long?> part) in Parts)
        {
            if (Totals.Of(rows, part) is { } sum)
            {
                page.TryWrite($"  {name} {page.Units.Bytes(sum)}");
            }
        }

        page.EndLine();
    }

    private static void WriteTotals(ReportWriter writer, IReadOnlyList<ProcessRow> rows)
    {
        writer.StartObject("totals");
        writer.Number("processes", rows.Count);
        writer.Number("users", CountUsers(rows));
        foreach ((string name, Func<ProcessRow, long?> part) in Parts)
        {
            writer.Bytes(name, Totals.Of(rows, part));
        }

        writer.EndObject();
    }

    private static int CountUsers(IReadOnlyList<ProcessRow> rows) => rows.Select(row => row.Snapshot.UserName).Distinct().Count();

    private static IEnumerable<(string Name, Func<ProcessRow, long?> Part)> Parts =>
        [
            ("uss", row => row.Snapshot.MemoryFootprint?.Uss),
            ("pss", row => row.Snapshot.MemoryFootprint?.Pss),
            ("swap", row => row.Snapshot.MemoryFootprint?.Swap),
            ("rss", row => row.Snapshot.Memory?.Rss),
        ];
}
