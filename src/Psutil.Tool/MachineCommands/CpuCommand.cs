using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil cpu</c>: the CPUs' times, frequencies and load.</summary>
internal static class CpuCommand
{
    private const int MostProcesses = 5;
    private const ProcessFields ProcessSources = ProcessFields.Name | ProcessFields.CpuTimes | ProcessFields.CpuNumber;

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("cpu", "CPU use, times, frequencies and load.")
        {
            Examples = """
                psutil cpu
                psutil cpu --watch 1
                psutil cpu --interval 2 --json
                """,
            WriteNotes = output =>
            {
                output.WriteLine("Percentages are of the interval. BUSIEST: the processes that used CPU time and");
                output.WriteLine("ran on this CPU last.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval | CommonOptionKinds.Past | CommonOptionKinds.Span);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            Sample? earlier = null;
            return MachineTable.Run(host, loop, Columns, "cpu", [CpuReading.PlaceOfTimesPerCpu], (machine, gaps) =>
            {
                if (earlier is null)
                {
                    earlier = Sample.Take(machine, host.Clock, new Gaps());
                    host.Sleep(loop.Interval);
                }

                Sample later = Sample.Take(machine, host.Clock, gaps);
                TableFrame<Row>? frame = later.Cpu.TimesPerCpu is { } cores ? Frame(cores, earlier, later) : null;
                earlier = later;
                return frame;
            });
        });
        return command;
    }

    private static TableFrame<Row> Frame(IReadOnlyList<CpuCoreTimes> cores, Sample earlier, Sample later)
    {
        Dictionary<int, CpuTimes> before = (earlier.Cpu.TimesPerCpu ?? []).ToDictionary(core => core.Number, core => core.Times);
        Dictionary<int, CpuFrequency> frequencies = (later.Cpu.FrequencyPerCpu ?? []).ToDictionary(
            core => core.Number,
            core => core.Frequency
        );
        ILookup<int?, (ProcessSnapshot Process, double Percent)> running = later
            .Processes.Select(process => (Process: process, Percent: later.Usage.PercentSince(earlier.Usage, process.Identity) ?? 0))
            .Where(entry => entry.Percent > 0)
            .OrderByDescending(entry => entry.Percent)
            .ToLookup(entry => entry.Process.CpuNumber);
        List<Row> rows = [];
        foreach (CpuCoreTimes core in cores)
        {
            rows.Add(
                new Row(
                    core.Number,
                    before.TryGetValue(core.Number, out CpuTimes times) ? core.Times.PercentSince(times) : null,
                    frequencies.TryGetValue(core.Number, out CpuFrequency frequency) ? frequency : null,
                    [.. running[core.Number].Take(MostProcesses).Select(entry => entry.Process)]
                )
            );
        }

        return new TableFrame<Row>(rows)
        {
            Above = page => WriteSummary(page, earlier.Cpu, later.Cpu),
            Members = writer => CpuReport.Write(writer, later.Cpu),
        };
    }

    private static void WriteSummary(TextPage page, CpuReading earlier, CpuReading later)
    {
        double? busy = later.Times is { } now && earlier.Times is { } before ? now.PercentSince(before)?.Busy : null;
        page.Write("CPU", Style.Header)
            .Write(" " + (busy is { } percent ? percent.ToString("0.0", CultureInfo.InvariantCulture) + "%" : "?"), Bar.StyleOf(busy));
        page.TryWrite(
            string.Create(CultureInfo.InvariantCulture, $" of {later.LogicalCount} CPUs")
                + (later.PhysicalCount is { } physical ? string.Create(CultureInfo.InvariantCulture, $" ({physical} physical)") : "")
        );
        if (later.Load is { } load)
        {
            page.TryWrite(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  load {load.OneMinute:0.00} {load.FiveMinutes:0.00} {load.FifteenMinutes:0.00}"
                )
            );
        }

        if (later.Statistics is { } statistics)
        {
            page.TryWrite(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {statistics.ContextSwitches} context switches  {statistics.Interrupts} interrupts"
                )
            );
        }

        page.EndLine();
    }

    private static Table<Row> Columns =>
        new(
            "cpus",
            [
                new("number", (writer, row) => writer.Number(row.Number), "CPU", IsRightAligned: true),
                new("percent", (writer, row) => writer.Percent(row.Percent?.Busy), "USE%", IsRightAligned: true) { Style = StyleOf },
                new("", (_, _) => { }, "", Rank: 3) { Bar = row => row.Percent?.Busy, Style = StyleOf },
                new("user", (writer, row) => writer.Percent(row.Percent?.User), IsRightAligned: true, Rank: 1),
                new("nice", (writer, row) => writer.Percent(row.Percent?.Nice), IsRightAligned: true, Rank: 6),
                new("system", (writer, row) => writer.Percent(row.Percent?.System), "SYS", IsRightAligned: true, Rank: 1),
                new("idle", (writer, row) => writer.Percent(row.Percent?.Idle), IsRightAligned: true, Rank: 4),
                new("iowait", (writer, row) => writer.Percent(row.Percent?.IOWait), IsRightAligned: true, Rank: 2),
                new("irq", (writer, row) => writer.Percent(row.Percent?.Irq), IsRightAligned: true, Rank: 7),
                new("softirq", (writer, row) => writer.Percent(row.Percent?.SoftIrq), IsRightAligned: true, Rank: 7),
                new("steal", (writer, row) => writer.Percent(row.Percent?.Steal), IsRightAligned: true, Rank: 5),
                new(
                    "mhz",
                    (writer, row) => writer.Number(row.Frequency is { } frequency ? (long)Math.Round(frequency.CurrentMegahertz) : null),
                    IsRightAligned: true,
                    Rank: 3
                ),
                new("busiest", (writer, row) =>
                    writer.TextOrNone(
                        row.Processes.Count == 0
                            ? null
                            : string.Join(
                                ' ',
                                row.Processes.Select(process =>
                                    string.Create(CultureInfo.InvariantCulture, $"{process.Name}({process.Pid})")
                                )
                            )
                    )
                ),
            ]
        )
        {
            WriteMembers = WriteMembers,
        };

    private static void WriteMembers(ReportWriter writer, Row row)
    {
        writer.Number("number", row.Number);
        writer.Percent("percent", row.Percent?.Busy);
        writer.StartObject("times_percent");
        writer.Percent("user", row.Percent?.User);
        writer.Percent("nice", row.Percent?.Nice);
        writer.Percent("system", row.Percent?.System);
        writer.Percent("idle", row.Percent?.Idle);
        writer.Percent("iowait", row.Percent?.IOWait);
        writer.Percent("irq", row.Percent?.Irq);
        writer.Percent("softirq", row.Percent?.SoftIrq);
        writer.Percent("steal", row.Percent?.Steal);
        writer.EndObject();
        writer.Number("freq", row.Frequency?.CurrentMegahertz);
        writer.StartArray("busiest");
        foreach (ProcessSnapshot process in row.Processes)
        {
            writer.StartObject();
            writer.Number("pid", process.Pid);
            writer.Text("name", process.Name);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static Style StyleOf(Row row) => Bar.StyleOf(row.Percent?.Busy);

    private sealed record Sample(CpuReading Cpu, IReadOnlyList<ProcessSnapshot> Processes, UseSample Usage)
    {
        public static Sample Take(Machine machine, TimeProvider clock, Gaps gaps)
        {
            IReadOnlyList<ProcessSnapshot> processes = gaps.Read("processes", () => machine.Processes.Capture(ProcessSources)) ?? [];
            return new Sample(CpuReading.Take(machine.Cpu, gaps), processes, UseSample.Of(processes, clock));
        }
    }

    private sealed record Row(int Number, CpuTimesPercent? Percent, CpuFrequency? Frequency, IReadOnlyList<ProcessSnapshot> Processes);
}
