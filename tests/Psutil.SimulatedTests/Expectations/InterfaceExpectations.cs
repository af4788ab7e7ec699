using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.SimulatedTests.Expectations;

/// <summary>What is to be read of the interfaces' addresses that every simulated kernel has.</summary>
internal static class InterfaceExpectations
{
    public static void CheckCounters(Network network, long? outputDrops)
    {
        IReadOnlyDictionary<string, NetworkIOCounters> counters = network.GetIOCountersPerInterface();
        Assert.Equal(["em0", "lo0"], counters.Keys);
        Assert.Equal(
            new NetworkIOCounters
            {
                BytesSent = 5_000_000_001,
                BytesReceived = 5_000_000_002,
                PacketsSent = 3,
                PacketsReceived = 4,
                ErrorsIn = 5,
                ErrorsOut = 6,
                DropsIn = 7,
                DropsOut = outputDrops,
            },
            counters["em0"]
        );
        Assert.Equal(["em0", "lo0"], network.GetInterfaceStates().Keys);
        InterfaceState statistics = network.GetInterfaceStates()["em0"];
        Assert.Equal(
            (true, InterfaceDuplex.Full, 1000, 1500),
            (statistics.IsUp, statistics.Duplex, statistics.SpeedMegabitsPerSecond, statistics.Mtu)
        );
        Assert.Equal(["up", "broadcast", "running", "simplex", "multicast"], statistics.Flags);
    }

    public static void Check(IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> addresses)
    {
        Assert.Equal(["em0", "tun0", "lo0", "gif0"], addresses.Keys);
        Assert.Equal(
            [
                new InterfaceAddress { Family = AddressFamily.Packet, HardwareAddress = PhysicalAddress.Parse("020000000001") },
                new InterfaceAddress
                {
                    Family = AddressFamily.InterNetwork,
                    Address = IPAddress.Parse("192.0.2.5"),
                    Netmask = IPAddress.Parse("255.255.255.0"),
                    Broadcast = IPAddress.Parse("192.0.2.255"),
                },
                new InterfaceAddress
                {
                    Family = AddressFamily.InterNetworkV6,
                    Address = IPAddress.Parse("fe80::1%3"),
                    Netmask = IPAddress.Parse("ffff:ffff:ffff:ffff::"),
                },
            ],
            addresses["em0"]
        );
        Assert.Equal(
            [
                new InterfaceAddress
                {
                    Family = AddressFamily.InterNetwork,
                    Address = IPAddress.Parse("10.0.0.1"),
                    PointToPointPeer = IPAddress.Parse("10.0.0.2"),
                },
            ],
            addresses["tun0"]
        );
        Assert.Equal(
            [
                new InterfaceAddress
                {
                    Family = AddressFamily.InterNetwork,
                    Address = IPAddress.Loopback,
                    Netmask = IPAddress.Parse("255.0.0.0"),
                },
            ],
            addresses["lo0"]
        );
        Assert.Empty(addresses["gif0"]);
    }
}
