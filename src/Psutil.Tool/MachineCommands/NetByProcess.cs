using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil net --by process</c>: the traffic of each process over the interval.</summary>
internal static class NetByProcess
{
    /// <summary>Measures and writes, once or repeatedly. Returns the exit code.</summary>
    public static int Run(ToolHost host, WatchLoop loop)
    {
        Machine machine = host.OpenMachineFor(loop.ReadsAgain);
#pragma warning disable CA1416 // Where this is not offered, the exception says so better than this command could.
        using ProcessNetworkMeter meter = machine.Processes.CreateNetworkMeter();
#pragma warning restore CA1416
        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> before = [];

        // A process that has ended is named by what was read before.
        Dictionary<ProcessIdentity, ProcessSnapshot> earlierNames = ReadNames(machine);
        bool isEmpty = true;
        bool isFirst = true;
        loop.WriteTable(CreateTable(), () =>
        {
            if (isFirst)
            {
                host.Sleep(loop.Interval);
                isFirst = false;
            }

            ProcessNetworkReading reading = meter.Read();
            Dictionary<ProcessIdentity, ProcessSnapshot> names = ReadNames(machine);
            IReadOnlyList<Row> rows = Compare(
                reading,
                before,
                identity => names.GetValueOrDefault(identity) ?? earlierNames.GetValueOrDefault(identity),
                meter.Source
            );
            earlierNames = names;

            // One that has ended is not listed again, but can have had the identity of one that lives.
            before = reading.Processes.Where(use => !use.HasEnded).ToDictionary(use => use.Identity, use => use.Counters);
            isEmpty = rows.Count == 0;
            TrafficNotice.Note(loop, meter.Source, meter.FallbackReason, reading);
            loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
            return new TableFrame<Row>(rows) { Members = writer => WriteLoss(writer, meter, reading) };
        });
        return isEmpty ? ExitCode.NothingMatched : ExitCode.Found;
    }

    private static IReadOnlyList<Row> Compare(
        ProcessNetworkReading reading,
        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> before,
        Func<ProcessIdentity, ProcessSnapshot?> find,
        ProcessNetworkSource source
    ) =>
        [
            .. reading
                .Processes.Select(use => new Row(
                    use,
                    Subtract(use.Counters, before.GetValueOrDefault(use.Identity)),
                    find(use.Identity),
                    source
                ))
                .Where(row => row.Interval.BytesSent > 0 || row.Interval.BytesReceived > 0 || row.Interval.MessagesSent > 0)
                .OrderByDescending(row => row.Interval.BytesSent + row.Interval.BytesReceived)
                .ThenBy(row => row.Use.Identity.Pid),
        ];

    /// <summary>The names and users of all processes.</summary>
    public static Dictionary<ProcessIdentity, ProcessSnapshot> ReadNames(Machine machine) =>
        machine.Processes.Capture(ProcessFields.Name | ProcessFields.UserName).ToDictionary(snapshot => snapshot.Identity);

    private static ProcessNetworkIOCounters Subtract(in ProcessNetworkIOCounters later, in ProcessNetworkIOCounters earlier) =>
        new()
        {
            BytesSent = later.BytesSent - earlier.BytesSent,
            BytesReceived = later.BytesReceived - earlier.BytesReceived,
            MessagesSent = later.MessagesSent - earlier.MessagesSent.GetValueOrDefault(),
            MessagesReceived = later.MessagesReceived - earlier.MessagesReceived.GetValueOrDefault(),
        };

    private static Table<Row> CreateTable() =>
        new(
            "processes",
            [
                new("pid", (writer, row) => writer.Number(row.Use.Identity.Pid), IsRightAligned: true),
                new("username", (writer, row) => writer.Text(row.Snapshot?.UserName), "USER", Rank: 1),
                new(
                    "recv_per_second",
                    (writer, row) => writer.BytesPerSecond(row.Use.Rates?.BytesReceivedPerSecond),
                    "IN/S",
                    IsRightAligned: true
                ),
                new(
                    "sent_per_second",
                    (writer, row) => writer.BytesPerSecond(row.Use.Rates?.BytesSentPerSecond),
                    "OUT/S",
                    IsRightAligned: true
                ),
                new("bytes_recv", (writer, row) => writer.Bytes(row.Interval.BytesReceived), "IN", IsRightAligned: true, Rank: 2),
                new("bytes_sent", (writer, row) => writer.Bytes(row.Interval.BytesSent), "OUT", IsRightAligned: true, Rank: 2),
                new("packets_recv", (writer, row) => writer.Number(row.Interval.MessagesReceived), "MSG-IN", IsRightAligned: true, Rank: 3),
                new("packets_sent", (writer, row) => writer.Number(row.Interval.MessagesSent), "MSG-OUT", IsRightAligned: true, Rank: 3),
                new("name", (writer, row) => writer.Text(row.Snapshot?.Name)),
            ]
        )
        {
            Empty = "no process sent or received anything",
            WriteMembers = (writer, row) =>
            {
                writer.Number("pid", row.Use.Identity.Pid);
                writer.Text("name", row.Snapshot?.Name);
                writer.Text("username", row.Snapshot?.UserName);
                writer.Flag("ended", row.Use.HasEnded);
                writer.BytesPerSecond("recv_per_second", row.Use.Rates?.BytesReceivedPerSecond);
                writer.BytesPerSecond("sent_per_second", row.Use.Rates?.BytesSentPerSecond);
                writer.Name("network_io");
                TrafficReport.WriteCounters(writer, row.Interval, row.Source);
            },
        };

    /// <summary>Writes how the traffic is counted, what is attributed to no process, and what was not counted.</summary>
    public static void WriteLoss(ReportWriter writer, ProcessNetworkMeter meter, ProcessNetworkReading reading)
    {
        writer.Text("counted_by", meter.SourceName);
        writer.StartObject("unattributed");
        writer.Bytes("bytes_sent", reading.Unattributed.BytesSent);
        writer.Bytes("bytes_recv", reading.Unattributed.BytesReceived);
        writer.Number("missed", reading.Missed);
        writer.EndObject();
    }

    private sealed record Row(
        ProcessNetworkUse Use,
        ProcessNetworkIOCounters Interval,
        ProcessSnapshot? Snapshot,
        ProcessNetworkSource Source
    );
}
