using System.CommandLine;
using Psutil.Recording;
using Psutil.Tool.Commands;
using Psutil.Tool.Platform;
using Psutil.Tool.Readings;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil disks</c>: the file systems and their space.</summary>
internal static class DisksCommand
{
    private const string PlaceOfIOCounters = "disks.io_counters";

    // A file system that does not answer must not delay the others for long.
    private static readonly TimeSpan UsageTimeout = TimeSpan.FromSeconds(2);

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<bool> allOption = new("--all") { Description = "Include file systems that are not on a disk, such as proc." };
        Option<bool> answerOption = new(UsageAnswer.Option) { Hidden = true };
        ToolCommand command = new("disks", "The file systems: how full, and their I/O.")
        {
            Options = { allOption, answerOption },
            Examples = """
                psutil disks
                psutil disks --all --csv
                psutil disks --interval 2
                psutil disks --json --watch 60
                """,
            WriteNotes = output =>
            {
                output.WriteLine("INODE%: how many of the inodes, of which each file needs one, are used. READ and");
                output.WriteLine("WRITTEN: bytes of the device since the system was started. With --interval or");
                output.WriteLine("--watch also how much per second, and BUSY%: the share of the time in which the");
                output.WriteLine("device worked on at least one request. With --from also SPAN-READ and SPAN-WRITTEN,");
                output.WriteLine("bytes of the device in that time, and all of it is of the recorded time.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval | CommonOptionKinds.Past | CommonOptionKinds.Span);
        command.SetAction(result =>
        {
            if (result.GetValue(answerOption))
            {
                UsageOutside.Answer(host.OpenMachine().Disks);
                return ExitCode.Found;
            }

            WatchLoop loop = new(host, options, result);
            bool hasRates = loop.Repeats || options.IsIntervalNamed(result);
            Sample? earlier = null;
            return MachineTable.Run(
                host,
                loop,
                CreateTable(hasRates, host.TakeSpan is not null),
                "disks",
                [DisksReading.PlaceOfPartitions],
                (machine, gaps) =>
                {
                    if (hasRates && earlier is null)
                    {
                        earlier = Sample.Take(machine.Disks, host.Clock, new Gaps());
                        host.Sleep(loop.Interval);
                    }

                    Sample later = Sample.Take(machine.Disks, host.Clock, gaps);
                    RecordedSpan? span = host.TakeSpan?.Invoke();
                    TableFrame<Row>? frame = Read(host, machine.Disks, gaps, result.GetValue(allOption), earlier, later, span);
                    earlier = later;
                    return frame;
                }
            );
        });
        return command;
    }

    private static TableFrame<Row>? Read(ToolHost host, Disks disks, Gaps gaps, bool all, Sample? earlier, Sample later, RecordedSpan? span)
    {
        if (gaps.Read(DisksReading.PlaceOfPartitions, () => disks.GetPartitions(all)) is not { } partitions)
        {
            return null;
        }

        // Only the last of several mounts on one mount point is visible.
        OrderedDictionary<string, DiskPartition> visible = new(StringComparer.Ordinal);
        foreach (DiskPartition partition in partitions)
        {
            visible[partition.MountPoint] = partition;
        }

        TimeSpan elapsed = earlier is null ? TimeSpan.Zero : host.Clock.GetElapsedTime(earlier.Timestamp, later.Timestamp);
        IReadOnlyDictionary<string, DiskUsage?> usage = DisksReading.TakeUsage(
            host.AskUsageOutside,
            disks,
            visible.Values,
            UsageTimeout,
            gaps
        );
        return new TableFrame<Row>([
            .. visible.Values.Select(partition => new Row(
                partition,
                usage[partition.MountPoint],
                Reasons.Cell(gaps.Find(DisksReading.PlaceOfUsage(partition.MountPoint))?.Reason)
            )
            {
                IOCounters = CountersOf(partition, later.Counters),
                Moved = CountersOf(partition, span?.Disks),
                Rates =
                    span is not null ? (NameOf(partition) is { } name ? span.GetDiskRates(name) : null)
                    : CountersOf(partition, later.Counters) is { } now && CountersOf(partition, earlier?.Counters) is { } before
                        ? now.RatesSince(before, elapsed)
                    : null,
            }),
        ]);
    }

    private static DiskIOCounters? CountersOf(DiskPartition partition, IReadOnlyDictionary<string, DiskIOCounters>? counters) =>
        NameOf(partition) is { } name && counters is not null && counters.TryGetValue(name, out DiskIOCounters found) ? found : null;

    // The counters have the kernel's names of disks and partitions: what follows /dev/.
    private static string? NameOf(DiskPartition partition) => partition.Device?[(partition.Device.LastIndexOf('/') + 1)..];

    private static Table<Row> CreateTable(bool hasRates, bool hasSpan) =>
        new(
            "disks",
            [
                new("device", (writer, row) => writer.TextOrNone(row.Partition.Device), Rank: 4),
                new("fstype", (writer, row) => writer.Text(row.Partition.FileSystemType), "TYPE", Rank: 3),
                new("total", (writer, row) => writer.Bytes(row.Usage?.Total), "SIZE", IsRightAligned: true),
                new("used", (writer, row) => writer.Bytes(row.Usage?.Used), IsRightAligned: true, Rank: 2),
                new("free", (writer, row) => writer.Bytes(row.Usage?.Free), IsRightAligned: true),
                new("percent", (writer, row) => writer.Percent(row.Usage?.Percent), "USE%", IsRightAligned: true) { Style = StyleOf },
                new("inodes_percent", (writer, row) => writer.Percent(row.InodesPercent), "INODE%", IsRightAligned: true, Rank: 6),
                new("read_bytes", (writer, row) => writer.Bytes(row.IOCounters?.ReadBytes), "READ", IsRightAligned: true, Rank: 7),
                new("write_bytes", (writer, row) => writer.Bytes(row.IOCounters?.WriteBytes), "WRITTEN", IsRightAligned: true, Rank: 7),
                .. hasSpan ? SpanColumns : [],
                .. hasRates ? RateColumns : [],
                new("", (_, _) => { }, "", Rank: 5) { Bar = row => row.Usage?.Percent, Style = StyleOf },
                new("mountpoint", (writer, row) => writer.Text(row.Partition.MountPoint), "MOUNTED ON"),
            ]
        )
        {
            Empty = "no file systems on disks here; --all shows the others",
            Reason = (row, column) => column.Name is "total" or "used" or "free" or "percent" or "inodes_percent" ? row.Reason : null,
            WriteMembers = (writer, row) =>
            {
                writer.TextOrNone("device", row.Partition.Device);
                writer.Text("mountpoint", row.Partition.MountPoint);
                writer.Text("fstype", row.Partition.FileSystemType);
                writer.Text("opts", row.Partition.Options);
                writer.Bytes("total", row.Usage?.Total);
                writer.Bytes("used", row.Usage?.Used);
                writer.Bytes("free", row.Usage?.Free);
                writer.Percent("percent", row.Usage?.Percent);
                writer.Number("inodes_total", row.Usage?.TotalInodes);
                writer.Number("inodes_free", row.Usage?.FreeInodes);
                writer.Percent("inodes_percent", row.InodesPercent);
                writer.Bytes("read_bytes", row.IOCounters?.ReadBytes);
                writer.Bytes("write_bytes", row.IOCounters?.WriteBytes);
                foreach (Column<Row> column in (Column<Row>[])[.. hasRates ? RateColumns : [], .. hasSpan ? SpanColumns : []])
                {
                    writer.Name(column.Name);
                    column.Write(writer, row);
                }
            },
        };

    private static IReadOnlyList<Column<Row>> SpanColumns =>
        [
            new("span_read_bytes", (writer, row) => writer.Bytes(row.Moved?.ReadBytes), "SPAN-READ", IsRightAligned: true, Rank: 1),
            new("span_write_bytes", (writer, row) => writer.Bytes(row.Moved?.WriteBytes), "SPAN-WRITTEN", IsRightAligned: true, Rank: 1),
        ];

    private static IReadOnlyList<Column<Row>> RateColumns =>
        [
            new(
                "read_bytes_per_second",
                (writer, row) => writer.BytesPerSecond(row.Rates?.ReadBytesPerSecond),
                "READ/S",
                IsRightAligned: true,
                Rank: 1
            ),
            new(
                "write_bytes_per_second",
                (writer, row) => writer.BytesPerSecond(row.Rates?.WriteBytesPerSecond),
                "WRITTEN/S",
                IsRightAligned: true,
                Rank: 1
            ),
            new("busy_percent", (writer, row) => writer.Percent(row.Rates?.BusyPercent), "BUSY%", IsRightAligned: true, Rank: 3),
        ];

    private static Style StyleOf(Row row) => Bar.StyleOf(row.Usage?.Percent);

    private sealed record Row(DiskPartition Partition, DiskUsage? Usage, string? Reason)
    {
        /// <summary>What was read from and written to its device since the system was started.</summary>
        public DiskIOCounters? IOCounters { get; init; }

        /// <summary>What was read from and written to its device in the recorded time; null if unknown, or if none was named.</summary>
        public DiskIOCounters? Moved { get; init; }

        /// <summary>Its I/O since the sample before; null if unknown or not measured.</summary>
        public DiskIORates? Rates { get; init; }

        public double? InodesPercent =>
            Usage is { TotalInodes: > 0 and { } total, FreeInodes: { } free } ? (total - free) * 100.0 / total : null;
    }

    private sealed record Sample(long Timestamp, IReadOnlyDictionary<string, DiskIOCounters>? Counters)
    {
        public static Sample Take(Disks disks, TimeProvider clock, Gaps gaps) =>
            new(clock.GetTimestamp(), gaps.Read(PlaceOfIOCounters, disks.GetIOCountersPerDisk));
    }
}
