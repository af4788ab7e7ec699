using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeNetwork(FakeClock clock) : Network
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
        },
    ];

    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() =>
        new Dictionary<string, NetworkIOCounters>
        {
            ["lo"] = new(5000, 5000, 50, 50, 0, 0, 0, 0),
            ["eth0"] = new(1_000_000 + Bytes(2000), 3_000_000 + Bytes(10000), 900, 1800, 1, 2, 3, null),
            ["dummy0"] = new(0, 0, 0, 0, 0, 0, 0, 0),
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

    public override IReadOnlyDictionary<string, InterfaceStatistics> GetInterfaceStatistics() =>
        new Dictionary<string, InterfaceStatistics>
        {
            ["eth0"] = new(true, InterfaceDuplex.Full, 1000, 1500, ["up", "broadcast", "running", "multicast"]),
            ["lo"] = new(true, null, null, 65536, ["up", "loopback", "running"]),
        };

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        [.. Connections.Where(connection => (connection.Kind & options.Kinds) != 0)];

    private long Bytes(double perSecond) => (long)(clock.Elapsed.TotalSeconds * perSecond);
}
