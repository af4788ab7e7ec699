using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Tool.Tests.Fakes;

internal sealed class ToolNetwork : FakeNetwork
{
    /// <summary>The sockets, which the processes have too.</summary>
    public static readonly IReadOnlyList<NetworkConnection> Sockets =
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

    private readonly FakeClock _clock;

    public ToolNetwork(FakeMachine machine, FakeClock clock)
        : base(machine)
    {
        _clock = clock;
        foreach (NetworkConnection socket in Sockets)
        {
            Connections.Add(socket);
        }

        IOCounters["lo"] = new NetworkIOCounters
        {
            BytesSent = 5000,
            BytesReceived = 5000,
            PacketsSent = 50,
            PacketsReceived = 50,
            ErrorsIn = 0,
            ErrorsOut = 0,
            DropsIn = 0,
            DropsOut = 0,
        };
        IOCounters["eth0"] = new NetworkIOCounters
        {
            BytesSent = 1_000_000,
            BytesReceived = 3_000_000,
            PacketsSent = 900,
            PacketsReceived = 1800,
            ErrorsIn = 1,
            ErrorsOut = 2,
            DropsIn = 3,
        };
        IOCounters["dummy0"] = new NetworkIOCounters
        {
            BytesSent = 0,
            BytesReceived = 0,
            PacketsSent = 0,
            PacketsReceived = 0,
            ErrorsIn = 0,
            ErrorsOut = 0,
            DropsIn = 0,
            DropsOut = 0,
        };
        Addresses["eth0"] =
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
        ];
        Addresses["dummy0"] = [];
        States["eth0"] = new InterfaceState
        {
            IsUp = true,
            Duplex = InterfaceDuplex.Full,
            SpeedMegabitsPerSecond = 1000,
            Mtu = 1500,
            Flags = ["up", "broadcast", "running", "multicast"],
        };
        States["lo"] = new InterfaceState
        {
            IsUp = true,
            Mtu = 65536,
            Flags = ["up", "loopback", "running"],
        };
    }

    /// <summary>How many packets eth0 receives per second; it sends twice as many.</summary>
    public double PacketsPerSecond { get; set; }

    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface()
    {
        Dictionary<string, NetworkIOCounters> counters = new(base.GetIOCountersPerInterface());
        NetworkIOCounters before = counters["eth0"];
        counters["eth0"] = before with
        {
            BytesSent = before.BytesSent + SoFar(2000),
            BytesReceived = before.BytesReceived + SoFar(10000),
            PacketsSent = before.PacketsSent + SoFar(2 * PacketsPerSecond),
            PacketsReceived = before.PacketsReceived + SoFar(PacketsPerSecond),
        };
        return counters;
    }

    private long SoFar(double perSecond) => (long)(_clock.Elapsed.TotalSeconds * perSecond);
}
