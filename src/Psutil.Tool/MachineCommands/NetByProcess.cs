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
        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> before = [];
        return NetTraffic.Run(
            host,
            loop,
            new ProcessNetworkMeterOptions(),
            CreateTable(),
            (reading, source, find) =>
            {
                IReadOnlyList<Row> rows = Compare(reading, before, find, source);

                // One that has ended is not listed again, but can have had the identity of one that lives.
                before = reading.Processes.Where(use => !use.HasEnded).ToDictionary(use => use.Identity, use => use.Counters);
                return rows;
            },
            static (_, _) => { }
        );
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
                .. NetTraffic.RateColumns<Row>(row => row.Use.Rates),
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

    private sealed record Row(
        ProcessNetworkUse Use,
        ProcessNetworkIOCounters Interval,
        ProcessSnapshot? Snapshot,
        ProcessNetworkSource Source
    );
}
