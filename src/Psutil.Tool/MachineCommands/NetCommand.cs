using System.Net.Sockets;
using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil net</c>: the network interfaces and their traffic.</summary>
internal static class NetCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("net", "The network interfaces and their traffic.")
        {
            Examples = """
                psutil net
                psutil net --watch 2
                psutil net --csv --watch 60 >> traffic.csv
                psutil net --json
                """,
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            Sample? earlier = null;
            return MachineTable.Run(host, loop, Columns, "network", [InterfacesReading.PlaceOfIOCounters], (machine, gaps) =>
            {
                if (earlier is null)
                {
                    earlier = Sample.Take(machine, host.Clock, new Gaps());
                    host.Sleep(loop.Interval);
                }

                Sample later = Sample.Take(machine, host.Clock, gaps);
                TableFrame<Row>? frame = later.Interfaces.IOCounters is { } counters
                    ? new TableFrame<Row>(Compare(counters, earlier, later, host.Clock))
                    : null;
                earlier = later;
                return frame;
            });
        });
        return command;
    }

    private static IReadOnlyList<Row> Compare(
        IReadOnlyDictionary<string, NetworkIOCounters> counters,
        Sample earlier,
        Sample later,
        TimeProvider clock
    )
    {
        TimeSpan elapsed = clock.GetElapsedTime(earlier.Timestamp, later.Timestamp);
        return
        [
            .. counters.Select(pair => new Row(pair.Key, pair.Value)
            {
                Rates =
                    earlier.Interfaces.IOCounters is { } known && known.TryGetValue(pair.Key, out NetworkIOCounters before)
                        ? pair.Value.RatesSince(before, elapsed)
                        : null,
                Statistics = later.Interfaces.Statistics?.GetValueOrDefault(pair.Key),
                Addresses = later.Interfaces.Addresses?.GetValueOrDefault(pair.Key),
            }),
        ];
    }

    private static Table<Row> Columns =>
        new(
            "interfaces",
            [
                new("name", (writer, row) => writer.Text(row.Name)),
                new("isup", (writer, row) => writer.Flag(row.Statistics?.IsUp), "UP"),
                new(
                    "speed",
                    (writer, row) => writer.Number(row.Statistics?.SpeedMegabitsPerSecond),
                    "MBIT/S",
                    IsRightAligned: true,
                    Rank: 4
                ),
                new("mtu", (writer, row) => writer.Number(row.Statistics?.Mtu), IsRightAligned: true, Rank: 5),
                new(
                    "recv_per_second",
                    (writer, row) => writer.BytesPerSecond(row.Rates?.BytesReceivedPerSecond),
                    "IN/S",
                    IsRightAligned: true
                ),
                new(
                    "sent_per_second",
                    (writer, row) => writer.BytesPerSecond(row.Rates?.BytesSentPerSecond),
                    "OUT/S",
                    IsRightAligned: true
                ),
                new("bytes_recv", (writer, row) => writer.Bytes(row.Now.BytesReceived), "IN", IsRightAligned: true, Rank: 2),
                new("bytes_sent", (writer, row) => writer.Bytes(row.Now.BytesSent), "OUT", IsRightAligned: true, Rank: 2),
                new("errors", (writer, row) => writer.Number(row.Now.ErrorsIn + row.Now.ErrorsOut), "ERR", IsRightAligned: true, Rank: 3),
                new("drops", (writer, row) => writer.Number(row.Now.DropsIn + row.Now.DropsOut), "DROP", IsRightAligned: true, Rank: 3),
                new("addresses", (writer, row) => writer.TextOrNone(row.AddressList())),
            ]
        )
        {
            WriteMembers = (writer, row) =>
            {
                writer.Text("name", row.Name);
                writer.BytesPerSecond("recv_per_second", row.Rates?.BytesReceivedPerSecond);
                writer.BytesPerSecond("sent_per_second", row.Rates?.BytesSentPerSecond);
                writer.Name("io_counters");
                NetworkReport.WriteIOCounters(writer, row.Now);
                writer.Name("stats");
                NetworkReport.WriteStatistics(writer, row.Statistics);
                writer.Name("addresses");
                NetworkReport.WriteAddresses(writer, row.Name, row.Addresses);
            },
        };

    private sealed record Sample(long Timestamp, InterfacesReading Interfaces)
    {
        // The counters are read first, because the rates depend on the time of their reading.
        public static Sample Take(Machine machine, TimeProvider clock, Gaps gaps) =>
            new(clock.GetTimestamp(), InterfacesReading.Take(machine.Network, gaps));
    }

    private sealed record Row(string Name, NetworkIOCounters Now)
    {
        public NetworkIORates? Rates { get; init; }

        public InterfaceState? Statistics { get; init; }

        public IReadOnlyList<InterfaceAddress>? Addresses { get; init; }

        public string? AddressList()
        {
            string list = string.Join(
                ' ',
                (Addresses ?? [])
                    .Where(address => address.Family is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
                    .Select(address =>
                        address.PrefixLength is { } length
                            ? string.Create(CultureInfo.InvariantCulture, $"{NetworkReport.AddressText(address, Name)}/{length}")
                            : NetworkReport.AddressText(address, Name)
                    )
            );
            return list.Length > 0 ? list : null;
        }
    }
}
