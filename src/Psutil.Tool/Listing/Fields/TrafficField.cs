using Psutil.Tool.Report;

namespace Psutil.Tool.Listing;

/// <summary>The field <c>network_io</c>: the traffic that a monitor counts while it exists.</summary>
internal static class TrafficField
{
    public static ProcessField NetworkIO { get; } =
        new()
        {
            Name = "network_io",
            Sources = ProcessFields.NetworkIO,
            Write = (writer, row) => TrafficReport.WriteTraffic(writer, row.Snapshot.NetworkIO, row.Traffic),
            Columns =
            [
                new(
                    "net_recv_per_second",
                    (writer, row) => writer.BytesPerSecond(row.Traffic?.Rates?.BytesReceivedPerSecond),
                    "NET-IN/S",
                    IsRightAligned: true
                )
                {
                    Number = row => row.Traffic?.Rates?.BytesReceivedPerSecond,
                },
                new(
                    "net_sent_per_second",
                    (writer, row) => writer.BytesPerSecond(row.Traffic?.Rates?.BytesSentPerSecond),
                    "NET-OUT/S",
                    IsRightAligned: true
                )
                {
                    Number = row => row.Traffic?.Rates?.BytesSentPerSecond,
                },
                new(
                    "net_bytes_recv",
                    (writer, row) => writer.Bytes(row.Snapshot.NetworkIO?.BytesReceived),
                    "NET-IN",
                    IsRightAligned: true,
                    Rank: 2
                )
                {
                    Number = row => row.Snapshot.NetworkIO?.BytesReceived,
                },
                new(
                    "net_bytes_sent",
                    (writer, row) => writer.Bytes(row.Snapshot.NetworkIO?.BytesSent),
                    "NET-OUT",
                    IsRightAligned: true,
                    Rank: 2
                )
                {
                    Number = row => row.Snapshot.NetworkIO?.BytesSent,
                },
            ],
            Number = row => row.Snapshot.NetworkIO is { } counters ? counters.BytesSent + counters.BytesReceived : null,
            LargestFirst = true,
            IsOnlyOnRequest = true,
        };
}
