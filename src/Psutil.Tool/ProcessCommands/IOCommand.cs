using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Platform;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.ProcessCommands;

/// <summary><c>psutil io</c>: the processes that read and write disks.</summary>
internal static class IOCommand
{
    // The time of a process for which it waited for a disk.
    private const string Wait = "iowait";

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<bool> activeOption = new("--active") { Description = "Show only processes that read or write now." };
        Option<int?> limitOption = new("--limit")
        {
            Description = "Show at most n processes.",
            HelpName = "n",
            CustomParser = CommonOptions.ParsePositive,
        };
        Option<bool> netOption = new("--net") { Description = "Show the network traffic too." };
        FilterOptions filterOptions = new(host);
        ToolCommand command = new("io", "Who reads and writes disks.")
        {
            Options = { activeOption, limitOption, netOption },
            Examples = """
                psutil io --active --watch 2
                psutil io --interval 5 --limit 10
                psutil io --net --active
                psutil io --user postgres --csv --watch 60 >> io.csv
                """,
            WriteNotes = output =>
            {
                output.WriteLine("Bytes that disks read and wrote; caches do not count. Sorted by the rate over");
                output.WriteLine("--interval, then by the total; processes without any I/O are left out. WAIT: how");
                output.WriteLine("long it waited for disks, which Linux counts if kernel.task_delayacct is 1.");
                output.WriteLine("--net adds what processes send and receive from the command's beginning on, on");
                output.WriteLine("Linux and best as root, and sorts by both.");
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
            bool onlyActive = result.GetValue(activeOption);
            bool withTraffic = result.GetValue(netOption);
            ProcessField[] fields =
            [
                ProcessFieldTable.IOCounters,
                ProcessFieldTable.CpuTimes,
                .. withTraffic ? [ProcessFieldTable.NetworkIO] : (ProcessField[])[],
            ];
            using ProcessSampler sampler = new(host, machine, loop.Interval, repeats: true);
            DiskMeter? meter = null;
            ReadDisks(machine, ref meter);
            int count = 0;
            loop.WriteTable(CreateTable(onlyActive, withTraffic), () =>
            {
                IReadOnlyList<ProcessRow> all =
                [
                    .. sampler
                        .List(fields, ProcessFields.Name | ProcessFields.UserName | filter.Sources, needsPercent: true)
                        .Where(filter.Matches),
                ];
                DiskIORates? disks = ReadDisks(machine, ref meter);
                IEnumerable<ProcessRow> rows = all.Where(row => onlyActive ? Rate(row) > 0 : Total(row) > 0)
                    .OrderByDescending(row => Rate(row) ?? -1)
                    .ThenByDescending(Total);
                ProcessRow[] shown = [.. result.GetValue(limitOption) is { } limit ? rows.Take(limit) : rows];
                count = shown.Length;
                loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
                loop.Note(() => DeniedNotice.Of(host, all, [ProcessFieldTable.IOCounters]));
                sampler.NoteTraffic(loop);
                return new TableFrame<ProcessRow>(shown)
                {
                    Above = page =>
                    {
                        WriteDisks(page, disks);
                        WriteWhyNoWait(page, shown);
                    },
                    Members = writer => WriteDisks(writer, disks),
                };
            });
            return count > 0 ? ExitCode.Found : ExitCode.NothingMatched;
        });
        return command;
    }

    private static Table<ProcessRow> CreateTable(bool onlyActive, bool withTraffic) =>
        new(
            "processes",
            [
                new("pid", (writer, row) => writer.Number(row.Snapshot.Pid), IsRightAligned: true),
                new("username", (writer, row) => writer.Text(row.Snapshot.UserName), "USER", Rank: 1),
                new(
                    "read_bytes_per_second",
                    (writer, row) => writer.BytesPerSecond(row.IORates?.ReadBytesPerSecond),
                    "READ/S",
                    IsRightAligned: true
                ),
                new(
                    "write_bytes_per_second",
                    (writer, row) => writer.BytesPerSecond(row.IORates?.WriteBytesPerSecond),
                    "WRITE/S",
                    IsRightAligned: true
                ),
                new("read_bytes", (writer, row) => writer.Bytes(row.Snapshot.IOCounters?.ReadBytes), "READ", IsRightAligned: true, Rank: 2),
                new(
                    "write_bytes",
                    (writer, row) => writer.Bytes(row.Snapshot.IOCounters?.WriteBytes),
                    "WRITE",
                    IsRightAligned: true,
                    Rank: 2
                ),
                .. withTraffic ? ProcessFieldTable.NetworkIO.TableColumns : [],
                new(Wait, (writer, row) => writer.Seconds(row.Snapshot.CpuTimes?.IOWait), "WAIT", IsRightAligned: true, Rank: 3),
                new("name", (writer, row) => writer.Text(row.Snapshot.Name)),
            ]
        )
        {
            Empty =
                onlyActive && withTraffic ? "no process reads, writes, sends or receives now"
                : onlyActive ? "no process reads or writes now"
                : "no process that matches has read or written",
            Reason = (row, column) => Reasons.Cell(row.ReasonFor(FieldOf(column))),
        };

    private static void WriteDisks(TextPage page, DiskIORates? rates) =>
        page.Write("Disks", Style.Header)
            .Write($" read {Text(page, rates?.ReadBytesPerSecond)}  write {Text(page, rates?.WriteBytesPerSecond)}")
            .EndLine();

    private static void WriteWhyNoWait(TextPage page, ProcessRow[] rows)
    {
        if (rows.Length > 0 && rows.All(row => row.Snapshot.CpuTimes is { IOWait: null }))
        {
            page.Write($"WAIT is not counted: {PlatformName.WhyNoIOWait}").EndLine();
        }
    }

    private static void WriteDisks(ReportWriter writer, DiskIORates? rates)
    {
        writer.StartObject("disks");
        writer.BytesPerSecond("read_bytes_per_second", rates?.ReadBytesPerSecond);
        writer.BytesPerSecond("write_bytes_per_second", rates?.WriteBytesPerSecond);
        writer.EndObject();
    }

    private static string Text(TextPage page, double? rate) => rate is { } known ? page.Units.BytesPerSecond(known) : "?";

    private static ProcessField FieldOf(Column<ProcessRow> column) =>
        column.Name == Wait ? ProcessFieldTable.CpuTimes
        : ProcessFieldTable.NetworkIO.TableColumns.Contains(column) ? ProcessFieldTable.NetworkIO
        : ProcessFieldTable.IOCounters;

    private static double? Rate(ProcessRow row)
    {
        double? disks = row.IORates is { } rates
            ? rates.ReadBytesPerSecond.GetValueOrDefault() + rates.WriteBytesPerSecond.GetValueOrDefault()
            : null;
        double? network = row.Traffic?.Rates is { } traffic ? traffic.BytesSentPerSecond + traffic.BytesReceivedPerSecond : null;
        return disks is null ? network : disks + network.GetValueOrDefault();
    }

    private static long Total(ProcessRow row)
    {
        long disks = row.Snapshot.IOCounters is { } counters
            ? counters.ReadBytes.GetValueOrDefault() + counters.WriteBytes.GetValueOrDefault()
            : 0;
        return disks + (row.Snapshot.NetworkIO is { } traffic ? traffic.BytesSent + traffic.BytesReceived : 0);
    }

    /// <summary>
    /// The rates since the call before; null at first, and while the disks cannot be read: the processes are shown all the same.
    /// </summary>
    private static DiskIORates? ReadDisks(Machine machine, ref DiskMeter? meter)
    {
        try
        {
            if (meter is not null)
            {
                return meter.Read()?.Total;
            }

            meter = machine.Disks.CreateMeter();
        }
        catch (PsutilException)
        {
            return null;
        }

        return null;
    }
}
