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
        Option<string?> byOption = new("--by")
        {
            Description = "Add up the processes of each user, name, container or cgroup.",
            HelpName = "key",
        };
        byOption.CompletionSources.Add([.. MemoryGroup.Keys]);
        byOption.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !MemoryGroup.Keys.Contains(token.Value))
            {
                result.AddError($"processes cannot be added up by '{token.Value}'; the keys are {string.Join(", ", MemoryGroup.Keys)}");
            }
        });
        FilterOptions filterOptions = new(host);
        ToolCommand command = new("procsmem", "The memory of each process, with shared parts divided.")
        {
            Options = { byOption, limitOption },
            Examples = """
                psutil procsmem --limit 10
                psutil procsmem --user postgres
                psutil procsmem --by user
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
            Machine machine = host.OpenMachineFor(loop.ReadsAgain);
            ProcessFilter filter = filterOptions.Read(result);
            using ProcessSampler sampler = new(host, machine, loop.Interval, loop.Repeats);
            IReadOnlyList<ProcessRow> rows = [];
            int? limit = result.GetValue(limitOption);
            if (result.GetValue(byOption) is { } key)
            {
                loop.WriteTable(MemoryGroup.CreateTable(key), () => Frame(MemoryGroup.Of(ReadAll(MemoryGroup.SourceOf(key)), key), limit));
            }
            else
            {
                loop.WriteTable(CreateTable(), () => Frame(ReadAll(ProcessFields.None), limit));
            }

            return rows.Count > 0 ? ExitCode.Found : ExitCode.NothingMatched;

            IReadOnlyList<ProcessRow> ReadAll(ProcessFields extra)
            {
                rows = Read(host, machine, sampler, filter, extra);
                loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
                loop.Note(() => DeniedNotice.Of(host, rows, [ProcessFieldTable.MemoryFootprint]));
                return rows;
            }

            TableFrame<T> Frame<T>(IReadOnlyList<T> shown, int? most)
            {
                VirtualMemory? whole = ReadWhole(machine);
                return new TableFrame<T>(most is { } limited ? [.. shown.Take(limited)] : shown)
                {
                    Below = page =>
                    {
                        WriteTotals(page, rows);
                        WriteWhole(page, whole);
                    },
                    Members = writer =>
                    {
                        WriteTotals(writer, rows);
                        writer.StartObject("machine");
                        MemoryReport.WriteVirtual(writer, whole);
                        writer.EndObject();
                    },
                };
            }
        });
        return command;
    }

    private static IReadOnlyList<ProcessRow> Read(
        ToolHost host,
        Machine machine,
        ProcessSampler sampler,
        ProcessFilter filter,
        ProcessFields extra
    )
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
                Snapshot = machine.Processes.FromIdentity(meant[index].Snapshot.Identity).Capture(Sources | extra),
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
            Empty = ProcessTable.Empty,
            Reason = (row, _) => Reasons.Cell(row.ReasonFor(ProcessFieldTable.MemoryFootprint)),
        };

    // The processes are shown even if the machine's memory cannot be read.
    private static VirtualMemory? ReadWhole(Machine machine)
    {
        try
        {
            return machine.Memory.GetVirtual();
        }
        catch (PsutilException)
        {
            return null;
        }
    }

    private static void WriteWhole(TextPage page, VirtualMemory? whole)
    {
        if (whole is null)
        {
            return;
        }

        page.Write("the machine", Style.Bold);
        page.TryWrite($"  {page.Units.Bytes(whole.Total)}  used {page.Units.Bytes(whole.Used)}");
        if (whole.Buffers.GetValueOrDefault() + whole.Cached.GetValueOrDefault() is > 0 and var cache)
        {
            page.TryWrite($"  buffers and cache {page.Units.Bytes(cache)}");
        }

        page.TryWrite(whole.Slab is { } slab ? $"  kernel slab {page.Units.Bytes(slab)}" : "");
        page.TryWrite($"  free {page.Units.Bytes(whole.Free)}");
        page.EndLine();
    }

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
