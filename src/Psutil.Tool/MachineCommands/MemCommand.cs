using Psutil.Recording;
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
                psutil mem --from 03:00 --to 04:00
                """,
            WriteNotes = output =>
            {
                output.WriteLine("With --from, AVG, MIN and MAX are the average, the least and the most of the");
                output.WriteLine("recorded time, SWAP-IN and SWAP-OUT what was read from swap and written to it.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Past | CommonOptionKinds.Span);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            bool isFirst = true;
            return MachineTable.Run(
                host,
                loop,
                CreateTable(host.TakeSpan is not null),
                "memory",
                [MemoryReading.PlaceOfVirtual, MemoryReading.PlaceOfSwap],
                (machine, gaps) =>
                {
                    if (isFirst && host.TakeSpan is not null)
                    {
                        host.Sleep(loop.Interval);
                    }

                    isFirst = false;
                    return Read(machine, gaps, host.TakeSpan?.Invoke());
                }
            );
        });
        return command;
    }

    private static TableFrame<Row>? Read(Machine machine, Gaps gaps, RecordedSpan? span)
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
                    UsedRange = span?.MemoryUsed,
                    AvailableRange = span?.MemoryAvailable,
                }
            );
        }

        if (reading.Swap is { } swap)
        {
            rows.Add(
                new Row("swap", swap.Total, swap.Used, swap.Free, swap.Percent)
                {
                    UsedRange = span?.SwapUsed,
                    In = span?.SwappedIn,
                    Out = span?.SwappedOut,
                    Length = span?.Length,
                }
            );
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

    private static Table<Row> CreateTable(bool hasSpan) =>
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
                new("available", (writer, row) => writer.Bytes(row.Available), "AVAIL", IsRightAligned: true, Rank: hasSpan ? 2 : 0),
                .. hasSpan ? SpanColumns : [],
                new("", (_, _) => { }, "", Rank: 2) { Bar = row => row.Percent, Style = row => Bar.StyleOf(row.Percent) },
                new("percent", (writer, row) => writer.Percent(row.Percent), "USE%", IsRightAligned: true)
                {
                    Style = row => Bar.StyleOf(row.Percent),
                },
            ]
        )
        {
            // Swap has none of these, and memory has nothing that is swapped.
            Reason = (row, column) =>
                row.Kind == "swap" ? (column.Name is "used_average" or "used_min" or "used_max" || IsOfSwap(column) ? null : " ")
                : IsOfSwap(column) ? " "
                : null,
        };

    private static bool IsOfSwap(Column<Row> column) => column.Name.StartsWith("swapped_", StringComparison.Ordinal);

    private static IReadOnlyList<Column<Row>> SpanColumns =>
        [
            .. RangeColumns("used", "USED", 0, row => row.UsedRange),
            .. RangeColumns("available", "AVAIL", 1, row => row.AvailableRange),
            new("swapped_in", (writer, row) => writer.Bytes(row.In), "SWAP-IN", IsRightAligned: true, Rank: 1),
            new("swapped_out", (writer, row) => writer.Bytes(row.Out), "SWAP-OUT", IsRightAligned: true, Rank: 1),
            new(
                "swapped_in_per_second",
                (writer, row) => writer.BytesPerSecond(row.RateOf(row.In)),
                "SWAP-IN/S",
                IsRightAligned: true,
                Rank: 3
            ),
            new(
                "swapped_out_per_second",
                (writer, row) => writer.BytesPerSecond(row.RateOf(row.Out)),
                "SWAP-OUT/S",
                IsRightAligned: true,
                Rank: 3
            ),
        ];

    private static IEnumerable<Column<Row>> RangeColumns(string name, string header, int rank, Func<Row, RecordedRange?> rangeOf) =>
        [
            new($"{name}_average", (writer, row) => writer.Bytes((long?)rangeOf(row)?.Mean), $"{header}-AVG", IsRightAligned: true, rank),
            new($"{name}_min", (writer, row) => writer.Bytes((long?)rangeOf(row)?.Min), $"{header}-MIN", IsRightAligned: true, rank),
            new($"{name}_max", (writer, row) => writer.Bytes((long?)rangeOf(row)?.Max), $"{header}-MAX", IsRightAligned: true, rank),
        ];

    private sealed record Row(string Kind, long Total, long Used, long Free, double Percent)
    {
        public long? Available { get; init; }

        public long? Shared { get; init; }

        public long? Buffers { get; init; }

        public long? Cached { get; init; }

        /// <summary>How much was used in the recorded time; null if unknown, or if none was named.</summary>
        public RecordedRange? UsedRange { get; init; }

        /// <summary>How much was available in the recorded time.</summary>
        public RecordedRange? AvailableRange { get; init; }

        /// <summary>What was read from swap in the recorded time.</summary>
        public long? In { get; init; }

        /// <summary>What was written to swap in the recorded time.</summary>
        public long? Out { get; init; }

        /// <summary>How long the recorded time is.</summary>
        public TimeSpan? Length { get; init; }

        public double? RateOf(long? moved) => Length > TimeSpan.Zero ? moved / Length.Value.TotalSeconds : null;
    }
}
