using System.CommandLine;
using System.Net.Sockets;
using Psutil.Recording;
using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil net</c>: the network interfaces and their traffic.</summary>
internal static class NetCommand
{
    private const string ByProcess = "process";
    private const string ByConnection = "connection";

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<string?> byOption = new("--by")
        {
            Description = "Show the traffic of each process or connection instead.",
            HelpName = "key",
        };
        byOption.CompletionSources.Add(ByProcess, ByConnection);
        byOption.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not (ByProcess or ByConnection))
            {
                result.AddError($"traffic cannot be shown by '{token.Value}'; the keys are {ByProcess} and {ByConnection}");
            }
        });
        ToolCommand command = new("net", "The network interfaces and their traffic.")
        {
            Options = { byOption },
            Examples = """
                psutil net
                psutil net --watch 2
                psutil net --csv --watch 60 >> traffic.csv
                psutil net --json
                psutil net --by process --interval 5
                psutil net --by connection
                """,
            WriteNotes = output =>
            {
                output.WriteLine("--by counts TCP and UDP on Linux as root, to the byte; without rights, the TCP");
                output.WriteLine("sockets of one's own processes. Messages: datagrams, and calls for TCP.");
                output.WriteLine("With --from, SPAN-IN and SPAN-OUT are the bytes of the recorded time.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval | CommonOptionKinds.Past | CommonOptionKinds.Span);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            if (result.GetValue(byOption) is { } key)
            {
                return key == ByProcess ? NetByProcess.Run(host, loop) : NetByConnection.Run(host, loop);
            }

            Sample? earlier = null;
            Table<Row> table = CreateTable(host.TakeSpan is not null);
            return MachineTable.Run(host, loop, table, "network", [InterfacesReading.PlaceOfIOCounters], (machine, gaps) =>
            {
                if (earlier is null)
                {
                    earlier = Sample.Take(machine, host.Clock, new Gaps());
                    host.Sleep(loop.Interval);
                }

                Sample later = Sample.Take(machine, host.Clock, gaps);
                RecordedSpan? span = host.TakeSpan?.Invoke();
                TableFrame<Row>? frame = later.Interfaces.IOCounters is { } counters
                    ? Frame(Compare(counters, earlier, later, host.Clock, span), hasSpan: span is not null)
                    : null;
                earlier = later;
                return frame;
            });
        });
        return command;
    }

    private static TableFrame<Row> Frame(IReadOnlyList<Row> rows, bool hasSpan)
    {
        // What stays in the machine is no traffic.
        Row[] outside = [.. rows.Where(row => row.Statistics?.Flags.Contains("loopback") != true)];
        Totals totals = new(
            outside.Length,
            outside.Sum(row => row.Now.BytesReceived),
            outside.Sum(row => row.Now.BytesSent),
            outside.Sum(row => row.Rates?.BytesReceivedPerSecond),
            outside.Sum(row => row.Rates?.BytesSentPerSecond)
        )
        {
            Moved = hasSpan
                ? outside.Aggregate(default(NetworkIOCounters), static (sum, row) => sum + row.Moved.GetValueOrDefault())
                : null,
        };
        return new TableFrame<Row>(rows) { Below = totals.Write, Members = totals.Write };
    }

    private static IReadOnlyList<Row> Compare(
        IReadOnlyDictionary<string, NetworkIOCounters> counters,
        Sample earlier,
        Sample later,
        TimeProvider clock,
        RecordedSpan? span
    )
    {
        TimeSpan elapsed = clock.GetElapsedTime(earlier.Timestamp, later.Timestamp);
        return
        [
            .. counters.Select(pair => new Row(pair.Key, pair.Value)
            {
                Moved = span?.Interfaces is { } moved && moved.TryGetValue(pair.Key, out NetworkIOCounters bytes) ? bytes : null,
                Rates =
                    span is not null ? span.GetInterfaceRates(pair.Key)
                    : earlier.Interfaces.IOCounters is { } known && known.TryGetValue(pair.Key, out NetworkIOCounters before)
                        ? pair.Value.RatesSince(before, elapsed)
                    : null,
                Statistics = later.Interfaces.Statistics?.GetValueOrDefault(pair.Key),
                Addresses = later.Interfaces.Addresses?.GetValueOrDefault(pair.Key),
            }),
        ];
    }

    private static Table<Row> CreateTable(bool hasSpan) =>
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
                new(
                    "duplex",
                    (writer, row) => writer.Text(row.Statistics?.Duplex is { } duplex ? NetworkReport.DuplexName(duplex) : null),
                    Rank: 7
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
                new(
                    "packets_recv_per_second",
                    (writer, row) => writer.Number(row.Rates?.PacketsReceivedPerSecond),
                    "PKT-IN/S",
                    IsRightAligned: true,
                    Rank: 6
                ),
                new(
                    "packets_sent_per_second",
                    (writer, row) => writer.Number(row.Rates?.PacketsSentPerSecond),
                    "PKT-OUT/S",
                    IsRightAligned: true,
                    Rank: 6
                ),
                .. hasSpan ? SpanColumns : [],
                new("bytes_recv", (writer, row) => writer.Bytes(row.Now.BytesReceived), "IN", IsRightAligned: true, Rank: 2),
                new("bytes_sent", (writer, row) => writer.Bytes(row.Now.BytesSent), "OUT", IsRightAligned: true, Rank: 2),
                new("packets_recv", (writer, row) => writer.Number(row.Now.PacketsReceived), "PKT-IN", IsRightAligned: true, Rank: 8),
                new("packets_sent", (writer, row) => writer.Number(row.Now.PacketsSent), "PKT-OUT", IsRightAligned: true, Rank: 8),
                new("errors", (writer, row) => writer.Number(row.Now.ErrorsIn + row.Now.ErrorsOut), "ERR", IsRightAligned: true, Rank: 3),
                new("drops", (writer, row) => writer.Number(row.Now.DropsIn + row.Now.DropsOut), "DROP", IsRightAligned: true, Rank: 3),
                new("mac", (writer, row) => writer.TextOrNone(row.HardwareAddress), Rank: 4),
                new("addresses", (writer, row) => writer.TextOrNone(row.AddressList())),
            ]
        )
        {
            Empty = "no network interfaces here",
            WriteMembers = (writer, row) =>
            {
                writer.Text("name", row.Name);
                writer.BytesPerSecond("recv_per_second", row.Rates?.BytesReceivedPerSecond);
                writer.BytesPerSecond("sent_per_second", row.Rates?.BytesSentPerSecond);
                writer.Number("packets_recv_per_second", row.Rates?.PacketsReceivedPerSecond);
                writer.Number("packets_sent_per_second", row.Rates?.PacketsSentPerSecond);
                writer.Name("io_counters");
                NetworkReport.WriteIOCounters(writer, row.Now);
                writer.TextOrNone("mac", row.HardwareAddress);
                writer.Name("stats");
                NetworkReport.WriteStatistics(writer, row.Statistics);
                writer.Name("addresses");
                NetworkReport.WriteAddresses(writer, row.Name, row.Addresses);
                foreach (Column<Row> column in hasSpan ? SpanColumns : [])
                {
                    writer.Name(column.Name);
                    column.Write(writer, row);
                }
            },
        };

    private static IReadOnlyList<Column<Row>> SpanColumns =>
        [
            new("span_bytes_recv", (writer, row) => writer.Bytes(row.Moved?.BytesReceived), "SPAN-IN", IsRightAligned: true, Rank: 1),
            new("span_bytes_sent", (writer, row) => writer.Bytes(row.Moved?.BytesSent), "SPAN-OUT", IsRightAligned: true, Rank: 1),
        ];

    private sealed record Sample(long Timestamp, InterfacesReading Interfaces)
    {
        // The counters are read first, because the rates depend on the time of their reading.
        public static Sample Take(Machine machine, TimeProvider clock, Gaps gaps) =>
            new(clock.GetTimestamp(), InterfacesReading.Take(machine.Network, gaps));
    }

    private sealed record Row(string Name, NetworkIOCounters Now)
    {
        public NetworkIORates? Rates { get; init; }

        /// <summary>What it moved in the recorded time; null if unknown, or if none was named.</summary>
        public NetworkIOCounters? Moved { get; init; }

        public InterfaceState? Statistics { get; init; }

        public IReadOnlyList<InterfaceAddress>? Addresses { get; init; }

        /// <summary>The hardware address (MAC); null if there is none.</summary>
        public string? HardwareAddress =>
            Addresses?.FirstOrDefault(address => address.HardwareAddress is not null) is { } address
                ? NetworkReport.AddressText(address, Name)
                : null;

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

    /// <summary>The traffic of all interfaces without the loopback. A packet counts once for each interface that it goes through.</summary>
    private sealed record Totals(int Interfaces, long Received, long Sent, double? ReceivedPerSecond, double? SentPerSecond)
    {
        /// <summary>What they moved in the recorded time; null if none was named.</summary>
        public NetworkIOCounters? Moved { get; init; }

        public void Write(TextPage page)
        {
            page.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Interfaces} {(Interfaces == 1 ? "interface" : "interfaces")} without loopback"
                ),
                Style.Bold
            );
            page.TryWrite($"  in {Rate(page, ReceivedPerSecond)}  out {Rate(page, SentPerSecond)}");
            if (Moved is { } moved)
            {
                page.TryWrite($"  in this time {page.Units.Bytes(moved.BytesReceived)} in, {page.Units.Bytes(moved.BytesSent)} out");
            }

            page.TryWrite($"  in all {page.Units.Bytes(Received)} in, {page.Units.Bytes(Sent)} out");
            page.EndLine();
        }

        public void Write(ReportWriter writer)
        {
            writer.StartObject("totals");
            writer.Number("interfaces", Interfaces);
            writer.BytesPerSecond("recv_per_second", ReceivedPerSecond);
            writer.BytesPerSecond("sent_per_second", SentPerSecond);
            writer.Bytes("bytes_recv", Received);
            writer.Bytes("bytes_sent", Sent);
            if (Moved is { } moved)
            {
                writer.Bytes("span_bytes_recv", moved.BytesReceived);
                writer.Bytes("span_bytes_sent", moved.BytesSent);
            }

            writer.EndObject();
        }

        private static string Rate(TextPage page, double? rate) => rate is { } known ? page.Units.BytesPerSecond(known) : "?";
    }
}
