using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil mem</c>: memory and swap.</summary>
internal static class MemCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("mem", "Memory and swap.")
        {
            Examples = """
                psutil mem
                psutil mem --bytes
                psutil mem --csv --watch 10 >> memory.csv
                psutil mem --json
                """,
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Past);
        command.SetAction(result =>
            MachineTable.Run(
                host,
                new WatchLoop(host, options, result),
                Columns,
                "memory",
                [MemoryReading.PlaceOfVirtual, MemoryReading.PlaceOfSwap],
                Read
            )
        );
        return command;
    }

    private static TableFrame<Row>? Read(Machine machine, Gaps gaps)
    {
        List<Row> rows = [];
        MemoryReading reading = MemoryReading.Take(machine.Memory, gaps);
        MachineLimits? limits = gaps.ReadValue("limits", machine.GetLimits);
        if (reading.Virtual is { } memory)
        {
            rows.Add(
                new Row("memory", memory.Total, memory.Used, memory.Free, memory.Percent)
                {
                    Available = memory.Available,
                    Shared = memory.Shared,
                    Buffers = memory.Buffers,
                    Cached = memory.Cached,
                }
            );
        }

        if (reading.Swap is { } swap)
        {
            rows.Add(new Row("swap", swap.Total, swap.Used, swap.Free, swap.Percent));
        }

        return rows.Count == 0
            ? null
            : new TableFrame<Row>(rows)
            {
                Below = page => WriteMore(page, reading, limits),
                Members = writer =>
                {
                    MemoryReport.Write(writer, reading);
                    LimitsReport.Write(writer, limits);
                },
            };
    }

    private static void WriteMore(TextPage page, MemoryReading reading, MachineLimits? limits)
    {
        VirtualMemory? memory = reading.Virtual;
        WriteParts(
            page,
            [
                ("active", memory?.Active),
                ("inactive", memory?.Inactive),
                ("slab", memory?.Slab),
                ("wired", memory?.Wired),
                ("ZFS cache", memory?.ZfsCache),
            ]
        );
        WriteParts(
            page,
            [("container's limit", limits?.MemoryBytes), ("of it used", limits?.MemoryUsedBytes), ("swap", limits?.SwapBytes)]
        );
        WriteParts(page, [("swapped in since boot", reading.Swap?.SwappedIn), ("out", reading.Swap?.SwappedOut)]);
        if (reading.Pressure is { } stall)
        {
            page.Write(string.Create(CultureInfo.InvariantCulture, $"stalled {stall.Some.TenSeconds:0.0}% of 10 s"));
            page.TryWrite(string.Create(CultureInfo.InvariantCulture, $"  {stall.Some.OneMinute:0.0}% of 60 s"));
            page.TryWrite(string.Create(CultureInfo.InvariantCulture, $"  {stall.Some.FiveMinutes:0.0}% of 300 s"));
            page.EndLine();
        }
    }

    private static void WriteParts(TextPage page, IEnumerable<(string Name, long? Bytes)> parts)
    {
        string gap = "";
        foreach ((string name, long? bytes) in parts)
        {
            if (bytes is { } known)
            {
                page.TryWrite($"{gap}{name} {page.Units.Bytes(known)}");
                gap = "  ";
            }
        }

        if (gap.Length > 0)
        {
            page.EndLine();
        }
    }

    private static Table<Row> Columns =>
        new(
            "summary",
            [
                new("kind", (writer, row) => writer.Text(row.Kind), ""),
                new("total", (writer, row) => writer.Bytes(row.Total), IsRightAligned: true),
                new("used", (writer, row) => writer.Bytes(row.Used), IsRightAligned: true),
                new("free", (writer, row) => writer.Bytes(row.Free), IsRightAligned: true, Rank: 1),
                new("shared", (writer, row) => writer.Bytes(row.Shared), IsRightAligned: true, Rank: 4),
                new("buffers", (writer, row) => writer.Bytes(row.Buffers), IsRightAligned: true, Rank: 5),
                new("cached", (writer, row) => writer.Bytes(row.Cached), IsRightAligned: true, Rank: 3),
                new("available", (writer, row) => writer.Bytes(row.Available), "AVAIL", IsRightAligned: true),
                new("", (_, _) => { }, "", Rank: 2) { Bar = row => row.Percent, Style = row => Bar.StyleOf(row.Percent) },
                new("percent", (writer, row) => writer.Percent(row.Percent), "USE%", IsRightAligned: true)
                {
                    Style = row => Bar.StyleOf(row.Percent),
                },
            ]
        )
        {
            // Swap has none of these.
            Reason = (row, _) => row.Kind == "swap" ? " " : null,
        };

    private sealed record Row(string Kind, long Total, long Used, long Free, double Percent)
    {
        public long? Available { get; init; }

        public long? Shared { get; init; }

        public long? Buffers { get; init; }

        public long? Cached { get; init; }
    }
}
