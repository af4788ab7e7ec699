using System.Net.NetworkInformation;

namespace Psutil.Diagnostics;

/// <summary>The instruments of network interfaces and sockets.</summary>
internal static class NetworkInstruments
{
    private static readonly (TcpState State, string Name)[] TcpStates =
    [
        (TcpState.Closed, "closed"),
        (TcpState.CloseWait, "close_wait"),
        (TcpState.Closing, "closing"),
        (TcpState.Established, "established"),
        (TcpState.FinWait1, "fin_wait_1"),
        (TcpState.FinWait2, "fin_wait_2"),
        (TcpState.LastAck, "last_ack"),
        (TcpState.Listen, "listen"),
        (TcpState.SynReceived, "syn_received"),
        (TcpState.SynSent, "syn_sent"),
        (TcpState.TimeWait, "time_wait"),
    ];

    /// <summary>The number of sockets. A list of a million of them is not kept.</summary>
    private sealed record Sockets(Dictionary<TcpState, long> Tcp, long Udp, long Unix);

    public static void Add(InstrumentFactory factory, Machine machine)
    {
        Source<IReadOnlyDictionary<string, NetworkIOCounters>> interfaces = factory.Sampler.Add(
            "machine",
            "network",
            machine.Network.GetIOCountersPerInterface
        );
        AddByDirection("system.network.io", "By", "The bytes sent and received.", "network.interface.name", io =>
            (io.BytesSent, io.BytesReceived)
        );
        AddByDirection("system.network.packet.count", "{packet}", "The packets sent and received.", "system.device", io =>
            (io.PacketsSent, io.PacketsReceived)
        );
        AddByDirection(
            "system.network.packet.dropped",
            "{packet}",
            "The packets that were dropped without an error.",
            "network.interface.name",
            io => (io.DropsOut, io.DropsIn)
        );
        AddByDirection(
            "system.network.errors",
            "{error}",
            "The packets that arrived damaged or could not be sent.",
            "network.interface.name",
            io => (io.ErrorsOut, io.ErrorsIn)
        );

        void AddByDirection(
            string name,
            string unit,
            string description,
            string key,
            Func<NetworkIOCounters, (long? Sent, long? Received)> select
        ) => factory.Counter(interfaces, name, unit, description, value => value.SelectMany(one =>
                {
                    (long? sent, long? received) = select(one.Value);
                    return Measure.Each([Measure.TextTag(key, one.Key)], "network.io.direction", ("transmit", sent), ("receive", received));
                }));
    }

    public static void AddConnections(InstrumentFactory factory, Machine machine)
    {
        Source<Sockets> sockets = factory.Sampler.Add("connections", "connections", () =>
            Count(machine.Network.GetConnections(ConnectionKinds.All, owners: false))
        );
        factory.UpDownCounter(
            sockets,
            "system.network.connection.count",
            "{connection}",
            "The number of sockets by transport and, for TCP, by state.",
            Measurements
        );
    }

    private static Sockets Count(IReadOnlyList<NetworkConnection> connections)
    {
        Dictionary<TcpState, long> tcp = TcpStates.ToDictionary(state => state.State, _ => 0L);
        long udp = 0;
        long unix = 0;
        foreach (NetworkConnection connection in connections)
        {
            ConnectionKinds kind = connection.Kind;
            if ((kind & ConnectionKinds.Tcp) != 0 && connection.State is { } state && tcp.TryGetValue(state, out long count))
            {
                tcp[state] = count + 1;
            }

            udp += (kind & ConnectionKinds.Udp) != 0 ? 1 : 0;
            unix += (kind & ConnectionKinds.Unix) != 0 ? 1 : 0;
        }

        return new Sockets(tcp, udp, unix);
    }

    private static IEnumerable<Measurement<long>> Measurements(Sockets sockets) =>
        [
            .. Measure.Each(
                [Measure.Tag("network.transport", "tcp")],
                "network.connection.state",
                [.. TcpStates.Select(state => (state.Name, (long?)sockets.Tcp[state.State]))]
            ),
            .. Measure.Each<long>("network.transport", ("udp", sockets.Udp), ("unix", sockets.Unix)),
        ];
}
