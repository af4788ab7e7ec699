using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

/// <summary>Interfaces and sockets in a network namespace of the test's own, where everything can be set up.</summary>
public class NetworkNamespaceTests
{
    private const string PsutilAddresses =
        "{k: [[int(a[0])] + list(a[1:]) for a in v] for k, v in __import__('psutil').net_if_addrs().items()}";

    [Fact]
    public void AddressesOfEveryShapeAreTold()
    {
        using NetworkNamespace space = new();
        AddPair(space);
        space.Ip("addr add 10.1.0.1/24 broadcast 10.1.0.255 dev left");
        space.Ip("addr add 10.1.0.2/24 dev left label left:web");
        space.Ip("addr add 10.2.0.1/32 broadcast 10.2.0.1 dev left");
        space.Ip("addr add 10.3.0.1 peer 10.3.0.2/32 dev left");
        space.Ip("addr add fd00:1::1/64 dev left nodad");
        space.Ip("addr add fe80::1234/64 dev left nodad");

        IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> addresses = space.Inside(
            Machine.Open(new MachineOptions()).Network.GetInterfaceAddresses
        );
        int index = space.Ask("socket.if_nametoindex('left')").GetInt32();

        Assert.Equal(
            ["InterNetwork 10.1.0.1/24 brd 10.1.0.255 peer ", "InterNetwork 10.2.0.1/32 brd  peer ", "InterNetwork 10.3.0.1/32 brd  peer "],
            addresses["left"]
                .Where(address => address.Family == AddressFamily.InterNetwork)
                .Select(InterfaceText.Of)
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(["InterNetwork 10.1.0.2/24 brd  peer "], addresses["left:web"].Select(InterfaceText.Of));
        Assert.Contains("InterNetworkV6 fd00:1::1/64 brd  peer ", addresses["left"].Select(InterfaceText.Of));
        Assert.Contains($"InterNetworkV6 fe80::1234%{index}/64 brd  peer ", addresses["left"].Select(InterfaceText.Of));
        Assert.Equal("Packet 02:00:00:00:00:11 ff:ff:ff:ff:ff:ff", InterfaceText.Of(addresses["left"][^1]));
        Assert.Equal("Packet 00:00:00:00:00:00 ", InterfaceText.Of(addresses["lo"][^1]));
    }

    [Fact]
    public void APointToPointLinkKnowsItsOtherEndAndHasNoHardwareAddress()
    {
        using NetworkNamespace space = new();
        AddTun(space, "link0");
        space.Ip("addr add 10.9.0.1 peer 10.9.0.2 dev link0");
        space.Ip("addr add 10.8.0.1/24 dev link0");

        IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> addresses = space.Inside(
            Machine.Open(new MachineOptions()).Network.GetInterfaceAddresses
        );
        Assert.Equal(
            ["InterNetwork 10.8.0.1/24 brd  peer ", "InterNetwork 10.9.0.1/32 brd  peer 10.9.0.2"],
            addresses["link0"]
                .Where(address => address.Family != AddressFamily.InterNetworkV6)
                .Select(InterfaceText.Of)
                .Order(StringComparer.Ordinal)
        );
        space.Ip("link add name bare type ifb");
        Assert.Single(space.Inside(Machine.Open(new MachineOptions()).Network.GetInterfaceAddresses)["bare"], address =>
            address.HardwareAddress is not null
        );
    }

    [Fact]
    public void AddressesAreThoseThatPsutilSeesInside()
    {
        PythonPsutil.Need();
        using NetworkNamespace space = new();
        AddPair(space);
        AddTun(space, "link0");
        space.Ip("addr add 10.1.0.1/24 broadcast 10.1.0.255 dev left");
        space.Ip("addr add 10.1.0.3/24 broadcast 10.1.0.255 dev left label left:web");
        space.Ip("addr add 10.9.0.1 peer 10.9.0.2 dev link0");
        space.Ip("addr add fd00:1::1/64 dev left nodad");

        // psutil 5.9 gives a /32 a broadcast address; none is set here. The kernel adds link-local addresses some time after the start.
        string[] expected = [];
        string[] found = [];
        _ = SpinWait.SpinUntil(
            () =>
            {
                JsonElement theirs = space.Ask(PsutilAddresses);
                expected = space.Inside(() => InterfaceText.OfPsutil(theirs));
                found = space.Inside(() => InterfaceText.Of(Machine.Open(new MachineOptions()).Network.GetInterfaceAddresses()));
                return expected.SequenceEqual(found);
            },
            Child.Patience
        );
        Assert.NotEmpty(expected);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void StatisticsOfAnotherProcAreThoseThatPsutilSeesInside()
    {
        PythonPsutil.Need();
        using NetworkNamespace space = new();
        AddPair(space);
        space.Ip("link set left mtu 1234");
        space.Ip("link set right promisc on");
        AddTun(space, "link0");
        space.Ip("link add name down0 type veth peer name down1");
        JsonElement theirs = space.Ask("{k: [v[0], int(v[1]), v[2], v[3], v[4]] for k, v in __import__('psutil').net_if_stats().items()}");

        using FixtureTree tree = new();
        using BoundProcess first = new(tree, space.Pid, 1);
        Machine machine = Machine.Open(
            new MachineOptions
            {
                ProcPath = Path.Join(tree.Root, "proc"),
                SysPath = string.Create(CultureInfo.InvariantCulture, $"/proc/{space.Pid}/root/sys"),
            }
        );
        IReadOnlyDictionary<string, InterfaceState> ours = machine.Network.GetInterfaceStates();
        Assert.Equal(theirs.EnumerateObject().Select(item => item.Name).Order(), ours.Keys.Order());
        Assert.Contains("down0", ours.Keys);
        // ethtool, which psutil asks, tells a virtual link's speed even while it is down; sysfs does not.
        Assert.All(ours, pair =>
        {
            JsonElement expected = theirs.GetProperty(pair.Key);
            Assert.Equal($"{pair.Key} {expected[4].GetString()}", $"{pair.Key} {string.Join(',', pair.Value.Flags)}");
            Assert.Equal(expected[0].GetBoolean(), pair.Value.IsUp);
            Assert.Equal(
                !pair.Value.Flags.Contains("up")
                    ? null
                    : expected[1].GetInt32() switch
                    {
                        2 => InterfaceDuplex.Full,
                        1 => InterfaceDuplex.Half,
                        _ => null,
                    },
                pair.Value.Duplex
            );
            Assert.Equal(
                pair.Value.Flags.Contains("up") && expected[2].GetInt64() is > 0 and not 65535 and var speed ? speed : null,
                pair.Value.SpeedMegabitsPerSecond
            );
            Assert.Equal(expected[3].GetInt32(), pair.Value.Mtu);
        });
        Assert.Equal((true, 1234, 10000L), (ours["left"].IsUp, ours["left"].Mtu, ours["left"].SpeedMegabitsPerSecond));
        Assert.False(ours["down0"].IsUp);
    }

    [Fact]
    public void AProcessInAnotherNamespaceHasItsSocketsThere()
    {
        using NetworkNamespace space = new();
        space.Ask(
            "tcp = socket.socket(); tcp.bind(('127.0.0.1', 4242)); tcp.listen(); udp = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); udp.bind(('::1', 4243)); "
                + "named = socket.socket(socket.AF_UNIX); named.bind('\\0psutil-in-a-namespace')"
        );
        int tcp = space.Ask("tcp.fileno()").GetInt32();

        Assert.False(
            Files
                .LocalFacet.GetConnectionsOfProcess(space.Pid, ConnectionKinds.All, out IReadOnlyList<NetworkConnection> connections, out _)
                .Failed
        );
        NetworkConnection listener = Assert.Single(connections, connection => connection.Kind == ConnectionKinds.Tcp4);
        Assert.Equal(
            (new IPEndPoint(IPAddress.Loopback, 4242), TcpState.Listen, space.Pid, tcp),
            (listener.LocalEndPoint, listener.State, listener.Pid, listener.FileDescriptor)
        );
        Assert.Single(connections, connection =>
            connection.Kind == ConnectionKinds.Udp6 && connection.LocalEndPoint!.Equals(new IPEndPoint(IPAddress.IPv6Loopback, 4243))
        );
        Assert.Single(connections, connection => connection.LocalPath == "@psutil-in-a-namespace");

        // The machine's list is that of our own namespace, the list of a proc file system that of its first process.
        Assert.DoesNotContain(Machine.Local.Network.GetConnections(ConnectionKinds.All), connection =>
            connection.LocalPath == "@psutil-in-a-namespace"
        );
        using FixtureTree tree = new();
        using BoundProcess first = new(tree, space.Pid, 1);
        using BoundProcess itself = new(tree, space.Pid, space.Pid);
        NetworkConnection seen = Assert.Single(tree.Machine.Network.GetConnections(ConnectionKinds.Tcp), connection =>
            connection.Pid == space.Pid
        );
        Assert.Equal(listener, seen);
    }

    [Fact]
    public void ALinkLocalSocketTellsItsInterface()
    {
        using NetworkNamespace space = new();
        AddPair(space);
        space.Ip("addr add fe80::1234/64 dev left nodad");
        int index = space.Ask("socket.if_nametoindex('left')").GetInt32();
        space.Ask($"s = socket.socket(socket.AF_INET6); s.bind(('fe80::1234', 4244, 0, {index})); s.listen()");

        NetworkConnection found = Assert.Single(
            space.Inside(() => Machine.Open(new MachineOptions()).Network.GetConnections(ConnectionKinds.Tcp6))
        );
        Assert.Equal(new IPEndPoint(IPAddress.Parse($"fe80::1234%{index}"), 4244), found.LocalEndPoint);
        Assert.Equal(space.Pid, found.Pid);
    }

    private static void AddPair(NetworkNamespace space)
    {
        if (!space.TryIp("link add name left address 02:00:00:00:00:11 type veth peer name right"))
        {
            Assert.Skip("This kernel has no veth interfaces.");
        }

        space.Ip("link set left up");
        space.Ip("link set right up");
    }

    private static void AddTun(NetworkNamespace space, string name)
    {
        if (!File.Exists("/dev/net/tun") || !space.TryIp($"tuntap add dev {name} mode tun"))
        {
            Assert.Skip("No TUN interface can be made here.");
        }

        space.Ip($"link set {name} up");
    }
}
