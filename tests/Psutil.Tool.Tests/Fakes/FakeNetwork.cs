using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeNetwork(Machine machine, FakeClock clock) : Network(machine)
{
    public static readonly IReadOnlyList<NetworkConnection> Connections =
    [
        new()
        {
            Family = AddressFamily.InterNetwork,
            Type = SocketType.Stream,
            LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 8080),
            RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.9"), 51234),
            State = TcpState.Established,
            Pid = 310,
            FileDescriptor = 5,
            ReceiveQueueBytes = 0,
            SendQueueBytes = 199_680,
        },
        new()
        {
            Family = AddressFamily.InterNetworkV6,
            Type = SocketType.Dgram,
            LocalEndPoint = new IPEndPoint(IPAddress.IPv6Any, 53),
            Pid = 310,
            FileDescriptor = 6,
        },
        new()
        {
            Family = AddressFamily.Unix,
            Type = SocketType.Seqpacket,
            LocalPath = "@abstract\u0007\uDC80",
            Pid = 1,
            FileDescriptor = 9,
        },
        new() { Family = AddressFamily.Unix, Type = SocketType.Stream },
        new()
        {
            Family = AddressFamily.InterNetwork,
            Type = SocketType.Stream,
            LocalEndPoint = new IPEndPoint(IPAddress.Any, 22),
            State = TcpState.Listen,
            AcceptQueueLength = 3,
        },
    ];

    /// <summary>How many packets eth0 receives per second; it sends twice as many.</summary>
    public double PacketsPerSecond { get; set; }

    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() =>
        new Dictionary<string, NetworkIOCounters>
        {
            ["lo"] = new()
            {
                BytesSent = 5000,
                BytesReceived = 5000,
                PacketsSent = 50,
                PacketsReceived = 50,
                ErrorsIn = 0,
                ErrorsOut = 0,
                DropsIn = 0,
                DropsOut = 0,
            },
            ["eth0"] = new()
            {
                BytesSent = 1_000_000 + Bytes(2000),
                BytesReceived = 3_000_000 + Bytes(10000),
                PacketsSent = 900 + Bytes(2 * PacketsPerSecond),
                PacketsReceived = 1800 + Bytes(PacketsPerSecond),
                ErrorsIn = 1,
                ErrorsOut = 2,
                DropsIn = 3,
            },
            ["dummy0"] = new()
            {
                BytesSent = 0,
                BytesReceived = 0,
                PacketsSent = 0,
                PacketsReceived = 0,
                ErrorsIn = 0,
                ErrorsOut = 0,
                DropsIn = 0,
                DropsOut = 0,
            },
        };

    public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses() =>
        new Dictionary<string, IReadOnlyList<InterfaceAddress>>
        {
            ["eth0"] =
            [
                new()
                {
                    Family = AddressFamily.InterNetwork,
                    Address = IPAddress.Parse("192.0.2.2"),
                    Netmask = IPAddress.Parse("255.255.255.0"),
                    Broadcast = IPAddress.Parse("192.0.2.255"),
                },
                new()
                {
                    Family = AddressFamily.InterNetworkV6,
                    Address = new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 2),
                    Netmask = IPAddress.Parse("ffff:ffff:ffff:ffff::"),
                },
                new()
                {
                    Family = AddressFamily.Packet,
                    HardwareAddress = PhysicalAddress.Parse("AABBCCDDEE0F"),
                    HardwareBroadcast = PhysicalAddress.Parse("FFFFFFFFFFFF"),
                },
            ],
            ["dummy0"] = [],
        };

    public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates() =>
        new Dictionary<string, InterfaceState>
        {
            ["eth0"] = new()
            {
                IsUp = true,
                Duplex = InterfaceDuplex.Full,
                SpeedMegabitsPerSecond = 1000,
                Mtu = 1500,
                Flags = ["up", "broadcast", "running", "multicast"],
            },
            ["lo"] = new()
            {
                IsUp = true,
                Mtu = 65536,
                Flags = ["up", "loopback", "running"],
            },
        };

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        [.. Connections.Where(connection => (connection.Kind & options.Kinds) != 0)];

    private long Bytes(double perSecond) => (long)(clock.Elapsed.TotalSeconds * perSecond);
}
