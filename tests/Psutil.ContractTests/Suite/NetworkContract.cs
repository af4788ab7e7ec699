using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.ContractTests.Suite;

/// <summary>What the library promises of interfaces and sockets, beside sockets that the tests hold.</summary>
public abstract class NetworkContract(Subject subject)
{
    private Network Network => subject.Machine.Network;

    [Fact]
    public void TheLoopbackInterfaceHasItsAddress()
    {
        (string name, InterfaceAddress address) = Loopback();
        Assert.Equal(IPAddress.Parse("255.0.0.0"), address.Netmask);
        Assert.Equal(8, address.PrefixLength);
        InterfaceState statistics = Network.GetInterfaceStates()[name];
        Assert.True(statistics.IsUp);
        Assert.True(statistics.Mtu is null or > 0);
        Assert.Contains("loopback", statistics.Flags);
    }

    [Fact]
    public void AMeterCountsWhatIsSent()
    {
        string loopback = Loopback().Name;
        NetworkMeter meter = Network.CreateMeter();
        subject.SendToItself();
        double sent = 0;
        Assert.True(Capability.Within(TimeSpan.FromSeconds(60), () =>
            {
                if (meter.Read() is not { } reading)
                {
                    return false;
                }

                NetworkIORates rates = reading.PerInterface[loopback];
                Assert.True(reading.Total!.Value.BytesSentPerSecond >= rates.BytesSentPerSecond);
                Assert.All(reading.PerInterface.Values, each => Assert.InRange(each.PacketsSentPerSecond, 0, double.MaxValue));
                sent += rates.BytesSentPerSecond * reading.Elapsed.TotalSeconds;
                return sent >= 99_999;
            }));
    }

    [Fact]
    public void AddressesAreOfTheirFamily()
    {
        IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> all = Network.GetInterfaceAddresses();
        Assert.NotEmpty(all);
        Assert.All(all.Values.SelectMany(addresses => addresses), address =>
        {
            Assert.Equal(
                address.Family is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 ? address.Family : null,
                address.Address?.AddressFamily
            );
            Assert.Equal(address.Family == AddressFamily.Packet, address.HardwareAddress is not null);
            Assert.True(address.Netmask is null || address.Netmask.AddressFamily == address.Family);
            Assert.InRange(address.PrefixLength ?? 0, 0, 128);
        });
    }

    [Fact]
    public void EveryInterfaceWithCountersHasAState()
    {
        // Others make and remove interfaces meanwhile.
        IReadOnlyDictionary<string, NetworkIOCounters> counters = Network.GetIOCountersPerInterface();
        Assert.True(Capability.Within(subject.Patience, () =>
            {
                subject.Pass(TimeSpan.FromMilliseconds(1));
                counters = Network.GetIOCountersPerInterface();
                return counters.Keys.ToHashSet().IsSubsetOf(Network.GetInterfaceStates().Keys);
            }));
        Assert.NotEmpty(counters);
        Assert.All(counters.Values, counter =>
            Assert.True(counter.BytesSent >= 0 && counter.PacketsReceived >= 0 && counter.ErrorsIn >= 0 && counter.DropsIn >= 0)
        );
        Assert.NotNull(Network.GetIOCounters());
    }

    [Fact]
    public void WhatIsSentIsCounted()
    {
        string loopback = Loopback().Name;
        NetworkIOCounters before = Network.GetIOCountersPerInterface()[loopback];
        subject.SendToItself();
        Assert.True(Capability.Within(TimeSpan.FromSeconds(60), () =>
            {
                NetworkIOCounters now = Network.GetIOCountersPerInterface()[loopback];
                return now.BytesSent - before.BytesSent >= 100_000 && now.PacketsSent - before.PacketsSent >= 100;
            }));
    }

    [Theory]
    [InlineData("127.0.0.1", ConnectionKinds.Tcp4)]
    [InlineData("::1", ConnectionKinds.Tcp6)]
    public void ATcpConnectionIsListedFromBothEnds(string address, ConnectionKinds kind)
    {
        using SubjectConnection connection = subject.Connect(IPAddress.Parse(address));
        IPEndPoint listening = connection.Local;
        Assert.All(Network.GetConnections(kind), socket => Assert.Equal(kind, socket.Kind));
        NetworkConnection[] sockets = List(kind);
        NetworkConnection ofListener = Assert.Single(sockets, socket =>
            listening.Equals(socket.LocalEndPoint) && socket.State == TcpState.Listen
        );
        Assert.Null(ofListener.RemoteEndPoint);

        // Others may be connected by the same port of ours to another end, or have been.
        NetworkConnection ofClient = Assert.Single(sockets, socket =>
            connection.Client!.Equals(socket.LocalEndPoint) && listening.Equals(socket.RemoteEndPoint)
        );
        Assert.Equal(TcpState.Established, ofClient.State);
        NetworkConnection ofServer = Assert.Single(sockets, socket =>
            listening.Equals(socket.LocalEndPoint) && connection.Client!.Equals(socket.RemoteEndPoint)
        );
        Assert.Equal(TcpState.Established, ofServer.State);
        Assert.All(Network.GetConnections(kind, owners: false), socket => Assert.Null(socket.Pid));
    }

    [Fact]
    public void OurSocketsAreOurs()
    {
        subject.NeedSocketOwners();
        using SubjectConnection connection = subject.Connect(IPAddress.Loopback);
        NetworkConnection ofListener = Assert.Single(List(ConnectionKinds.Tcp4), socket =>
            connection.Local.Equals(socket.LocalEndPoint) && socket.State == TcpState.Listen
        );
        Assert.Equal(Environment.ProcessId, ofListener.Pid);
        subject.NeedPresent("for the sockets of one process");
        IReadOnlyList<NetworkConnection> ofProcess = subject.Self.GetConnections(ConnectionKinds.Tcp4);
        Assert.Contains(ofListener, ofProcess);
        Assert.All(ofProcess, socket => Assert.Equal(Environment.ProcessId, socket.Pid));
    }

    [Theory]
    [InlineData("127.0.0.1", ConnectionKinds.Udp4)]
    [InlineData("::1", ConnectionKinds.Udp6)]
    public void AUdpSocketIsListed(string address, ConnectionKinds kind)
    {
        using SubjectConnection socket = subject.Bind(IPAddress.Parse(address));
        NetworkConnection found = Assert.Single(List(kind), candidate => socket.Local.Equals(candidate.LocalEndPoint));
        Assert.Equal(SocketType.Dgram, found.Type);
        Assert.Null(found.State);
    }

    [Fact]
    public void NoSocketsAreAskedForAndNoneAreGiven() => Assert.Empty(Network.GetConnections(ConnectionKinds.None));

    // A child that another test starts holds all of our sockets, too, from its fork until its program begins.
    private NetworkConnection[] List(ConnectionKinds kinds) =>
        [.. Network.GetConnections(kinds).Where(socket => socket.Pid is null || socket.Pid == Environment.ProcessId)];

    private (string Name, InterfaceAddress Address) Loopback() =>
        Network
            .GetInterfaceAddresses()
            .SelectMany(pair => pair.Value.Select(address => (pair.Key, address)))
            .First(pair => IPAddress.Loopback.Equals(pair.address.Address));
}
