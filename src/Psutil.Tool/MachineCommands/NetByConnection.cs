using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil net --by connection</c>: the traffic of each connection over the interval.</summary>
internal static class NetByConnection
{
    /// <summary>Measures and writes, once or repeatedly. Returns the exit code.</summary>
    public static int Run(ToolHost host, WatchLoop loop) =>
        NetTraffic.Run(
            host,
            loop,
            new ProcessNetworkMeterOptions { IncludeConnections = true },
            CreateTable(),
            static (reading, source, find) =>
                [
                    .. reading
                        .Connections.OrderByDescending(use => use.Counters.BytesSent + use.Counters.BytesReceived)
                        .Select(use => new Row(use, find(use.Identity), source)),
                ],
            static (writer, reading) =>
            {
                writer.StartObject("without_connection");
                writer.Bytes("bytes_sent", reading.WithoutConnection.BytesSent);
                writer.Bytes("bytes_recv", reading.WithoutConnection.BytesReceived);
                writer.EndObject();
            }
        );

    private static Table<Row> CreateTable() =>
        new(
            "connections",
            [
                new("type", (writer, row) => writer.Text(ConnectionsCommand.TypeName(row.Socket)), "PROTO"),
                new("laddr", (writer, row) => writer.TextOrNone(ConnectionsCommand.Address(row.Use.LocalEndPoint, null)), "LOCAL", Rank: 1),
                new("raddr", (writer, row) => writer.TextOrNone(ConnectionsCommand.Address(row.Use.RemoteEndPoint, null)), "REMOTE"),
                .. NetTraffic.RateColumns<Row>(row => row.Use.Rates),
                new("bytes_recv", (writer, row) => writer.Bytes(row.Use.Counters.BytesReceived), "IN", IsRightAligned: true, Rank: 3),
                new("bytes_sent", (writer, row) => writer.Bytes(row.Use.Counters.BytesSent), "OUT", IsRightAligned: true, Rank: 3),
                new("pid", (writer, row) => writer.Number(row.Use.Identity.Pid), IsRightAligned: true),
                new("username", (writer, row) => writer.Text(row.Snapshot?.UserName), "USER", Rank: 2),
                new("name", (writer, row) => writer.Text(row.Snapshot?.Name)),
            ]
        )
        {
            Empty = "nothing was sent or received",
            Reason = (_, column) => column.Name is "laddr" or "raddr" ? "*" : null,
            WriteMembers = (writer, row) =>
            {
                writer.Number("pid", row.Use.Identity.Pid);
                writer.Text("name", row.Snapshot?.Name);
                writer.Text("username", row.Snapshot?.UserName);
                writer.Text("family", ConnectionReport.FamilyName(row.Use.Family));
                writer.Text("type", ConnectionReport.TypeName(row.Use.Type));
                ConnectionReport.WriteAddress(writer, "laddr", row.Use.LocalEndPoint, null);
                ConnectionReport.WriteAddress(writer, "raddr", row.Use.RemoteEndPoint, null);
                writer.BytesPerSecond("recv_per_second", row.Use.Rates?.BytesReceivedPerSecond);
                writer.BytesPerSecond("sent_per_second", row.Use.Rates?.BytesSentPerSecond);
                writer.Name("network_io");
                TrafficReport.WriteCounters(writer, row.Use.Counters, row.Source);
            },
        };

    private sealed record Row(ProcessConnectionUse Use, ProcessSnapshot? Snapshot, ProcessNetworkSource Source)
    {
        public NetworkConnection Socket => new() { Family = Use.Family, Type = Use.Type };
    }
}
