using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Report;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top;

/// <summary><c>psutil top -b</c>: at each refresh a summary of the machine and the table of processes, as text, CSV or JSON.</summary>
internal static class TopBatch
{
    private static readonly ProcessField MaskedCommandLine = new()
    {
        Name = ProcessFieldTable.CommandLine.Name,
        Sources = ProcessFieldTable.CommandLine.Sources,
        ExtraTableSources = ProcessFieldTable.CommandLine.ExtraTableSources,
        Write = (writer, row) => writer.TextList(row.Caption.CommandLine is { } arguments ? ArgumentMask.Of(arguments) : null),
        Columns = [new("cmdline", (writer, row) => writer.Text(ProcessCommand.Of(row.Caption, ArgumentForm.Masked)), "COMMAND")],
    };

    public static int Run(ToolHost host, WatchLoop loop, TopOptions options)
    {
        Machine machine = host.OpenMachineFor(options.Count is not 1);
        using TopSampler machineSampler = new(machine, host.Clock);
        long? totalMemory = null;
        using ProcessSampler sampler = new(host, machine, TimeSpan.Zero, repeats: true) { ReadTotalMemory = () => totalMemory };
        ProcessField[] fields =
        [
            ProcessFieldTable.Pid,
            ProcessFieldTable.ParentPid,
            ProcessFieldTable.UserName,
            ProcessFieldTable.Nice,
            ProcessFieldTable.Status,
            ProcessFieldTable.ThreadCount,
            ProcessFieldTable.CpuPercent,
            ProcessFieldTable.MemoryPercent,
            ProcessFieldTable.Memory,
            ProcessFieldTable.CpuTimes,
            ProcessFieldTable.CreateTime,
            (options.Arguments ?? ArgumentForm.Names) switch
            {
                ArgumentForm.All => ProcessFieldTable.CommandLine,
                ArgumentForm.Masked => MaskedCommandLine,
                _ => ProcessFieldTable.Name,
            },
        ];
        if (options.Sort is { } sort)
        {
            fields = TopBatchFields.WithSort(fields, sort, ToProcess);
        }

        ProcessFields sources = fields.Aggregate(ProcessFields.None, (sum, field) => sum | field.Sources | field.ExtraTableSources);
        sources |= options.Grouping?.Sources ?? ProcessFields.None;

        // Its sources do not say that the field is an estimate, which needs a measurement of the machine, too.
        ProcessField[] estimated = Array.FindAll(fields, field => field == ProcessFieldTable.Energy);
        if (options.Count == 1)
        {
            // The only table has its rates, too: an interval goes before it.
            machineSampler.TakeMachine();
            sampler.List(estimated, sources);
            host.Sleep(options.Delay);
        }

        if (options.Grouping is { } grouping)
        {
            loop.WriteTable(TopGroupTable.Create(() => totalMemory, options.Sort), () =>
            {
                TopSample sample = machineSampler.TakeMachine();
                totalMemory = sample.TotalMemory;
                TopProcess[] processes = [.. Select(sampler.List(estimated, sources), options).Select(ToProcess)];
                loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
                return new TableFrame<TopGroup>(TopGroupTable.Arrange(processes, grouping, options.Sort ?? TopColumns.Cpu))
                {
                    Above = page => WriteMachine(page, sample, processes.Length, host.Clock),
                    Members = writer => WriteMachine(writer, sample),
                };
            });
            return ExitCode.Found;
        }

        loop.WriteTable(ProcessTable.Create(fields, showsTree: options.IsTree), () =>
        {
            TopSample sample = machineSampler.TakeMachine();
            totalMemory = sample.TotalMemory;
            ProcessRow[] rows = Select(sampler.List(estimated, sources), options);
            if (options.IsTree)
            {
                rows = [.. TreeRows.Arrange(rows, loop.Terminal.HasUnicode).Select(line => line.Row with { Lead = line.Lead })];
            }

            loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
            loop.Note(() => DeniedNotice.Of(host, rows, fields));
            return new TableFrame<ProcessRow>(rows)
            {
                Above = page => WriteMachine(page, sample, rows.Length, host.Clock),
                Members = writer => WriteMachine(writer, sample),
            };
        });
        return ExitCode.Found;
    }

    private static ProcessRow[] Select(IReadOnlyList<ProcessRow> rows, TopOptions options)
    {
        TopColumn sort = options.Sort ?? TopColumns.Cpu;
        IEnumerable<(ProcessRow Row, TopProcess Process)> processes = rows.Select(row => (Row: row, Process: ToProcess(row)))
            .Where(entry =>
                options.Filter.Matches(entry.Process)
                && (options.User is null || entry.Row.Snapshot.UserName == options.User)
                && options.Pids?.Contains(entry.Row.Snapshot.Pid) != false
            );
        (ProcessRow Row, TopProcess Process)[] sorted = RowSorter.Sort(
            processes,
            sort.Number is { } number ? entry => number(entry.Process) : null,
            sort.Word is { } word ? entry => word(entry.Process) : null,
            sort.LargestFirst,
            entry => entry.Row.Snapshot.Pid
        );
        return Array.ConvertAll(sorted, entry => entry.Row);
    }

    private static TopProcess ToProcess(ProcessRow row) =>
        new(
            row.Snapshot,
            new ProcessCaption(row.Snapshot, ArgumentForm.All),
            row.CpuPercent,
            IO: row.IORates is { } io ? new Traffic(io.ReadBytesPerSecond, io.WriteBytesPerSecond) : null,
            Extra: row.Snapshot,
            GpuPercent: row.GpuPercent,
            Network: row.Traffic?.Rates is { } network ? new Traffic(network.BytesReceivedPerSecond, network.BytesSentPerSecond) : null,
            Power: new PowerEstimate(row.EstimatedWatts, row.EnergyReason)
        );

    private static void WriteMachine(TextPage page, TopSample sample, int count, TimeProvider clock)
    {
        page.Write("top ").Write(Duration.Instant(sample.Time, clock));
        page.Write(sample.Uptime is { } uptime ? $"  up {Duration.Compact(uptime)}" : "");
        page.Write(
            sample.Load is { } load
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"  load {load.OneMinute:0.00} {load.FiveMinutes:0.00} {load.FifteenMinutes:0.00}"
                )
                : ""
        );
        page.Write(string.Create(CultureInfo.InvariantCulture, $"  {count} processes, CPU% of one core")).EndLine();
        WriteLine(
            page,
            sample,
            TopSampler.Cpu,
            sample.CpuPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.0}%") : ""
        );
        WriteLine(
            page,
            sample,
            TopSampler.Memory,
            sample.Memory is { } memory ? $"{page.Units.Bytes(memory.Total - memory.Available)} of {page.Units.Bytes(memory.Total)}" : ""
        );
        WriteLine(
            page,
            sample,
            TopSampler.Swap,
            sample.Swap is { } swap
                ? swap.Total == 0
                    ? "none"
                    : $"{page.Units.Bytes(swap.Used)} of {page.Units.Bytes(swap.Total)}"
                : ""
        );
        WriteLine(
            page,
            sample,
            TopSampler.Network,
            sample.Network is { } network ? $"in {Rate(page, network.In)}  out {Rate(page, network.Out)}" : ""
        );
        WriteLine(
            page,
            sample,
            TopSampler.Disks,
            sample.Disks is { } disks ? $"read {Rate(page, disks.In)}  write {Rate(page, disks.Out)}" : ""
        );
    }

    private static void WriteLine(TextPage page, TopSample sample, string label, string text)
    {
        const int LabelWidth = 5;
        page.Write(label).PadTo(LabelWidth).Write(sample.Missing.GetValueOrDefault(label) ?? text).EndLine();
    }

    private static void WriteMachine(ReportWriter writer, TopSample sample)
    {
        writer.Instant("time", sample.Time);
        writer.Seconds("uptime", sample.Uptime);
        writer.StartObject("cpu");
        writer.Percent("percent", sample.CpuPercent);
        writer.StartArray("percent_per_cpu");
        foreach (CoreUse core in sample.Cores)
        {
            writer.StartObject();
            writer.Number("cpu", core.Number);
            writer.Percent("percent", core.Percent);
            writer.EndObject();
        }

        writer.EndArray();
        CpuReport.WriteLoad(writer, sample.Load);
        writer.EndObject();
        writer.StartObject("memory");
        MemoryReport.WriteAmounts(writer, sample.Memory, sample.Swap);
        writer.EndObject();
        writer.StartObject("network");
        writer.BytesPerSecond("recv_per_second", sample.Network?.In);
        writer.BytesPerSecond("sent_per_second", sample.Network?.Out);
        writer.EndObject();
        writer.StartObject("disks");
        writer.BytesPerSecond("read_bytes_per_second", sample.Disks?.In);
        writer.BytesPerSecond("write_bytes_per_second", sample.Disks?.Out);
        writer.EndObject();
        writer.StartObject("unavailable");
        foreach (
            (string label, string place) in (IEnumerable<(string, string)>)
                [
                    (TopSampler.Cpu, "cpu"),
                    (TopSampler.Memory, "memory.virtual"),
                    (TopSampler.Swap, "memory.swap"),
                    (TopSampler.Network, "network"),
                    (TopSampler.Disks, "disks"),
                ]
        )
        {
            if (sample.Missing.TryGetValue(label, out string? reason))
            {
                writer.Text(place, reason);
            }
        }

        writer.EndObject();
    }

    private static string Rate(TextPage page, double? bytes) => bytes is { } known ? page.Units.BytesPerSecond(known) : "?";
}
