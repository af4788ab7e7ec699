using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Tests.Linux;

/// <summary>The network of a whole fake machine: everything that files alone can tell.</summary>
public class NetworkFixtureTests
{
    private const string DevHeader =
        "Inter-|   Receive                                                |  Transmit\n"
        + " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n";

    private const string TcpHeader = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    [Fact]
    public void TheListThatAProcessLacksIsNamed()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/7/stat", HostileProcessTests.Stat(7)).AddLink("proc/7/fd/3", "socket:[42]");
        ProcessSnapshot snapshot = tree.Machine.Processes.Get(7).Capture(ProcessFields.Connections);
        Unavailability reason = snapshot.Unavailable[ProcessFields.Connections];
        Assert.Contains($"openat({tree.Root}/proc/7/net/", reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void CountersAreThoseOfTheFirstProcess()
    {
        using FixtureTree tree = new();
        tree.Add("proc/1/net/dev", DevHeader + "  eth0: 1 2 3 4 0 0 0 0 5 6 7 8 0 0 0 0\n");
        tree.Add("proc/net/dev", DevHeader + "  ours: 9 9 9 9 0 0 0 0 9 9 9 9 0 0 0 0\n");
        KeyValuePair<string, NetworkIOCounters> only = Assert.Single(tree.Machine.Network.GetIOCountersPerInterface());
        Assert.Equal(
            (
                "eth0",
                new NetworkIOCounters
                {
                    BytesSent = 5,
                    BytesReceived = 1,
                    PacketsSent = 6,
                    PacketsReceived = 2,
                    ErrorsIn = 3,
                    ErrorsOut = 7,
                    DropsIn = 4,
                    DropsOut = 8,
                }
            ),
            (only.Key, only.Value)
        );
    }

    [Fact]
    public void WithoutAFirstProcessTheFileOfTheRootAnswers()
    {
        using FixtureTree tree = new();
        tree.Add(
            "proc/net/dev",
            DevHeader + "  eth0:1 2 3 4 0 0 0 0 5 6 7 8 0 0 0 0\n broken: 1\n\n lo: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
        );
        Assert.Equal(["eth0", "lo"], tree.Machine.Network.GetIOCountersPerInterface().Keys);
    }

    [Fact]
    public void CountersNeverRunBackwardsAndEndWithTheirInterface()
    {
        using FixtureTree tree = new();
        Network network = tree.Machine.Network;
        long ReadBytes(long raw)
        {
            tree.Add(
                "proc/net/dev",
                DevHeader + string.Create(CultureInfo.InvariantCulture, $"eth0: {raw} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n")
            );
            return network.GetIOCountersPerInterface()["eth0"].BytesReceived;
        }

        Assert.Equal(100, ReadBytes(100));
        Assert.Equal(110, ReadBytes(10));
        Assert.Equal(120, ReadBytes(20));
        tree.Add("proc/net/dev", DevHeader);
        Assert.Empty(network.GetIOCountersPerInterface());
        Assert.Equal(5, ReadBytes(5));
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        using FixtureTree tree = new();
        Network network = tree.Machine.Network;
        Assert.Contains(
            "net/dev",
            Assert.Throws<SystemCallException>(network.GetIOCountersPerInterface).SystemCall,
            StringComparison.Ordinal
        );
        Assert.Contains("net/dev", Assert.Throws<SystemCallException>(network.GetInterfaceStates).SystemCall, StringComparison.Ordinal);
        Assert.Contains("net/dev", Assert.Throws<SystemCallException>(network.GetInterfaceAddresses).SystemCall, StringComparison.Ordinal);
        Assert.Contains(
            "net/tcp",
            Assert.Throws<SystemCallException>(() => network.GetConnections(ConnectionKinds.Tcp4)).SystemCall,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "net/unix",
            Assert.Throws<SystemCallException>(() => network.GetConnections(ConnectionKinds.Unix)).SystemCall,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void WithoutIPv6ThereAreNoSuchSockets()
    {
        using FixtureTree tree = new();
        Assert.Empty(tree.Machine.Network.GetConnections(ConnectionKinds.Inet6));
    }

    [Theory]
    [InlineData("0x1003", "up", "1", true, "up,broadcast,running,multicast")]
    [InlineData("0x9", "unknown", "1", true, "up,loopback,running")]
    [InlineData("0x91", "unknown", null, true, "up,pointopoint,running,noarp")]
    [InlineData("0x1003", "unknown", "0", false, "up,broadcast,multicast")]
    [InlineData("0x1003", "down", "0", false, "up,broadcast,multicast")]
    [InlineData("0x1043", "down", "0", false, "up,broadcast,multicast")]
    [InlineData("0x1002", "down", null, false, "broadcast,multicast")]
    [InlineData(null, null, null, false, "")]
    [InlineData("junk", "up", null, false, "")]
    public void AnInterfaceIsUpIfItIsUpAndOperational(string? flags, string? operationalState, string? carrier, bool isUp, string names)
    {
        using FixtureTree tree = new();
        tree.Add("proc/net/dev", DevHeader + "eth0: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
        AddFile(tree, "flags", flags);
        AddFile(tree, "operstate", operationalState);
        AddFile(tree, "carrier", carrier);
        InterfaceState statistics = tree.Machine.Network.GetInterfaceStates()["eth0"];
        Assert.Equal((isUp, names), (statistics.IsUp, string.Join(',', statistics.Flags)));
    }

    [Theory]
    [InlineData("1000", "full", "1500", 1000L, InterfaceDuplex.Full, 1500)]
    [InlineData("10", "half", "65536", 10L, InterfaceDuplex.Half, 65536)]
    [InlineData("200000", "full", "9000", 200000L, InterfaceDuplex.Full, 9000)]
    [InlineData("-1", "unknown", "junk", null, null, null)]
    [InlineData("0", "", "-1", null, null, null)]
    [InlineData("65535", null, null, null, null, null)]
    [InlineData("4294967295", null, null, null, null, null)]
    [InlineData(null, null, null, null, null, null)]
    public void SpeedDuplexAndMtuAreUnknownWhereTheKernelDoesNotKnow(
        string? speed,
        string? duplex,
        string? mtu,
        long? megabits,
        InterfaceDuplex? expected,
        int? largest
    )
    {
        using FixtureTree tree = new();
        tree.Add("proc/net/dev", DevHeader + "eth0: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
        AddFile(tree, "speed", speed);
        AddFile(tree, "duplex", duplex);
        AddFile(tree, "mtu", mtu);
        InterfaceState statistics = tree.Machine.Network.GetInterfaceStates()["eth0"];
        Assert.Equal((megabits, expected, largest), (statistics.SpeedMegabitsPerSecond, statistics.Duplex, statistics.Mtu));
    }

    [Fact]
    public void AddressesAreThoseThatFilesTell()
    {
        using FixtureTree tree = new();
        tree.Add(
            "proc/1/net/dev",
            DevHeader
                + "lo: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\neth0: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\ntun0: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
        );
        tree.Add(
            "proc/1/net/if_inet6",
            "00000000000000000000000000000001 01 80 10 80 lo\njunk\nfe8000000000000000fc00fffe000001 04 40 20 80 eth0\n"
        );
        AddFile(tree, "address", "02:fc:00:00:00:01");
        AddFile(tree, "broadcast", "ff:ff:ff:ff:ff:ff");
        AddFile(tree, "flags", "0x1003");
        tree.Add("sys/class/net/lo/address", "00:00:00:00:00:00\n")
            .Add("sys/class/net/lo/broadcast", "00:00:00:00:00:00\n")
            .Add("sys/class/net/lo/flags", "0x9\n");
        tree.Add("sys/class/net/tun0/address", "\n");

        IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> addresses = tree.Machine.Network.GetInterfaceAddresses();
        Assert.Equal(["lo", "eth0", "tun0"], addresses.Keys);
        Assert.Equal(
            [
                (AddressFamily.InterNetworkV6, "fe80::fc:ff:fe00:1%4", null, null),
                (AddressFamily.Packet, null, "02FC00000001", "FFFFFFFFFFFF"),
            ],
            addresses["eth0"]
                .Select(address =>
                    (
                        address.Family,
                        address.Address?.ToString(),
                        address.HardwareAddress?.ToString(),
                        address.HardwareBroadcast?.ToString()
                    )
                )
        );
        Assert.Equal(("::1", 128), (addresses["lo"][0].Address!.ToString(), addresses["lo"][0].PrefixLength));
        Assert.Equal(("000000000000", null), (addresses["lo"][1].HardwareAddress!.ToString(), addresses["lo"][1].HardwareBroadcast));
        Assert.Empty(addresses["tun0"]);
    }

    [Fact]
    public void SocketsOfEachKindHaveAllTheirHolders()
    {
        using FixtureTree tree = MakeSockets();
        NetworkConnection[] all = [.. tree.Machine.Network.GetConnections(ConnectionKinds.All)];
        Assert.Equal(
            [
                (ConnectionKinds.Tcp4, TcpState.Listen, 7, 3),
                (ConnectionKinds.Tcp4, TcpState.Listen, 7, 9),
                (ConnectionKinds.Tcp4, TcpState.Listen, 8, 3),
                (ConnectionKinds.Tcp4, TcpState.TimeWait, null, null),
                (ConnectionKinds.Udp4, null, 8, 4),
                (ConnectionKinds.Unix, null, 8, 5),
                (ConnectionKinds.Unix, null, null, null),
            ],
            all.Select(connection => (connection.Kind, connection.State, connection.Pid, connection.FileDescriptor))
                .OrderBy(item => item.Kind)
                .ThenBy(item => item.Pid is null)
                .ThenBy(item => item.Pid)
                .ThenBy(item => item.FileDescriptor)
        );
        Assert.All(all[..3], connection => Assert.Equal(new IPEndPoint(IPAddress.Loopback, 80), connection.LocalEndPoint));
        Assert.Equal("/run/a b", Assert.Single(all, connection => connection.LocalPath is not null).LocalPath);
    }

    [Fact]
    public void WithoutOwnersEachSocketIsListedOnce()
    {
        using FixtureTree tree = MakeSockets();
        IReadOnlyList<NetworkConnection> all = tree.Machine.Network.GetConnections(ConnectionKinds.All, owners: false);
        Assert.Equal(5, all.Count);
        Assert.All(all, connection => Assert.Null(connection.Pid));
    }

    private static FixtureTree MakeSockets()
    {
        string listener = BitConverter.IsLittleEndian ? "0100007F" : "7F000001";
        FixtureTree tree = new();
        tree.Add(
            "proc/1/net/tcp",
            TcpHeader
                + $"   0: {listener}:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 100 1 0 100 0 0 10 0\njunk\n"
                + $"   1: {listener}:0050 {listener}:C000 06 00000000:00000000 03:00000E1C 00000000     0        0 0 3 0\n"
        );
        tree.Add(
            "proc/1/net/udp",
            TcpHeader + "  214: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 200 2 0 0\n"
        );
        tree.Add(
            "proc/1/net/unix",
            "Num       RefCount Protocol Flags    Type St Inode Path\n0: 00000002 00000000 00010000 0001 01   300 /run/a b\n0: 00000003 00000000 00000000 0001 03   301\n"
        );
        tree.AddLink("proc/7/fd/3", "socket:[100]").AddLink("proc/7/fd/9", "socket:[100]").AddLink("proc/7/fd/1", "/dev/null");
        tree.AddLink("proc/8/fd/3", "socket:[100]")
            .AddLink("proc/8/fd/4", "socket:[200]")
            .AddLink("proc/8/fd/5", "socket:[300]")
            .AddLink("proc/8/fd/x", "socket:[300]");
        tree.AddFolder("proc/9").AddFolder("proc/sys/fd").Add("proc/10/fd", "no folder");
        return tree;
    }

    private static void AddFile(FixtureTree tree, string file, string? text)
    {
        if (text is not null)
        {
            tree.Add($"sys/class/net/eth0/{file}", text + "\n");
        }
    }
}
