using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace Psutil.LinuxTests;

/// <summary>Sockets of each kind, opened here and found with their addresses, state and holder.</summary>
public class SocketKindTests
{
    [Fact]
    public void AListenerAndBothEndsOfItsConnectionAreFoundOverIPv4()
    {
        using Socket listener = Listen(IPAddress.Loopback);
        using Socket client = Connect(listener);
        using Socket server = listener.Accept();

        Assert.Equal((listener.LocalEndPoint, null, TcpState.Listen), Tcp(Find(listener, ConnectionKinds.Tcp4)));
        Assert.Equal((client.LocalEndPoint, listener.LocalEndPoint, TcpState.Established), Tcp(Find(client, ConnectionKinds.Tcp4)));
        Assert.Equal((listener.LocalEndPoint, client.LocalEndPoint, TcpState.Established), Tcp(Find(server, ConnectionKinds.Tcp4)));
    }

    [Fact]
    public void AListenerAndBothEndsOfItsConnectionAreFoundOverIPv6()
    {
        using Socket listener = Listen(IPAddress.IPv6Loopback);
        using Socket client = Connect(listener);
        using Socket server = listener.Accept();

        Assert.Equal((listener.LocalEndPoint, null, TcpState.Listen), Tcp(Find(listener, ConnectionKinds.Tcp6)));
        Assert.Equal((client.LocalEndPoint, listener.LocalEndPoint, TcpState.Established), Tcp(Find(client, ConnectionKinds.Tcp6)));
        Assert.Equal((listener.LocalEndPoint, client.LocalEndPoint, TcpState.Established), Tcp(Find(server, ConnectionKinds.Tcp6)));
    }

    [Fact]
    public void AnIPv4PeerOfAnIPv6SocketStaysAMappedAddress()
    {
        using Socket listener = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, port);
        using Socket server = listener.Accept();

        NetworkConnection found = Find(server, ConnectionKinds.Tcp6);
        Assert.Equal(AddressFamily.InterNetworkV6, found.Family);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), port), found.LocalEndPoint);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), ((IPEndPoint)client.LocalEndPoint!).Port), found.RemoteEndPoint);
    }

    [Fact]
    public async Task AConnectionThatTheOtherSideClosedWaitsToBeClosed()
    {
        using Socket listener = Listen(IPAddress.Loopback);
        using Socket client = Connect(listener);
        using Socket server = listener.Accept();
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await server.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken));

        Assert.Equal(TcpState.CloseWait, Find(server, ConnectionKinds.Tcp).State);
        Assert.Equal(TcpState.FinWait2, Find(client, ConnectionKinds.Tcp).State);
    }

    [Fact]
    public void AConnectionInTimeWaitIsHeldByNobody()
    {
        using Socket listener = Listen(IPAddress.Loopback);
        using Socket client = Connect(listener);
        using Socket server = listener.Accept();
        EndPoint local = client.LocalEndPoint!;
        EndPoint remote = listener.LocalEndPoint!;
        client.Shutdown(SocketShutdown.Both);
        client.Close();
        Assert.Equal(0, server.Receive(new byte[1]));
        server.Close();

        // The port alone does not tell: the kernel gives it to connections with other remote ends too.
        NetworkConnection found = Assert.Single(Machine.Local.Network.GetConnections(ConnectionKinds.Tcp), connection =>
            local.Equals(connection.LocalEndPoint) && remote.Equals(connection.RemoteEndPoint)
        );
        Assert.Equal((TcpState.TimeWait, null, null), (found.State, found.Pid, found.FileDescriptor));
    }

    [Theory]
    [InlineData("127.0.0.1", ConnectionKinds.Udp4)]
    [InlineData("::1", ConnectionKinds.Udp6)]
    public void DatagramSocketsAreFoundConnectedOrNot(string address, ConnectionKinds kind)
    {
        IPAddress loopback = IPAddress.Parse(address);
        using Socket bound = new(loopback.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        bound.Bind(new IPEndPoint(loopback, 0));
        using Socket connected = new(loopback.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        connected.Connect(bound.LocalEndPoint!);

        NetworkConnection found = Find(bound, kind);
        Assert.Equal((bound.LocalEndPoint, null, null), Tcp(found));
        Assert.Equal((loopback.AddressFamily, SocketType.Dgram), (found.Family, found.Type));
        Assert.Equal((connected.LocalEndPoint, bound.LocalEndPoint, null), Tcp(Find(connected, kind)));
    }

    [Theory]
    [InlineData(SocketType.Stream)]
    [InlineData(SocketType.Seqpacket)]
    public void AUnixConnectionKnowsItsPathAtBothEnds(SocketType type)
    {
        using TemporaryFolder folder = new();
        string path = Path.Join(folder.Path, "a name with spaces");
        using Socket listener = new(AddressFamily.Unix, type, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using Socket client = new(AddressFamily.Unix, type, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(path));
        using Socket server = listener.Accept();

        Assert.Equal((type, path, null), Unix(Find(listener, ConnectionKinds.Unix)));
        Assert.Equal((type, path, null), Unix(Find(server, ConnectionKinds.Unix)));
        Assert.Equal((type, null, path), Unix(Find(client, ConnectionKinds.Unix)));
    }

    [Fact]
    public void AUnixDatagramSocketMayHaveAnAbstractNameOrNone()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"psutil\0{Environment.ProcessId}\0");
        using Socket named = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        named.Bind(new UnixDomainSocketEndPoint("\0" + name));
        using Socket unnamed = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        unnamed.Connect(new UnixDomainSocketEndPoint("\0" + name));

        string shown = "@" + name.Replace('\0', '@');
        Assert.Equal((SocketType.Dgram, shown, null), Unix(Find(named, ConnectionKinds.Unix)));
        Assert.Equal((SocketType.Dgram, null, shown), Unix(Find(unnamed, ConnectionKinds.Unix)));
    }

    [Fact]
    public void ANameWithALineEndIsOneName()
    {
        using TemporaryFolder folder = new();
        string path = Path.Join(folder.Path, "a\nb");
        using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));

        Assert.Equal((SocketType.Dgram, path, null), Unix(Find(socket, ConnectionKinds.Unix)));
        Assert.Contains(Files.Local(ConnectionKinds.Unix), connection => connection.LocalPath == path);
    }

    [Fact]
    public void ANameThatIsNotUtf8KeepsItsBytes()
    {
        // An abstract name leaves no file behind, which could not be deleted by a name in UTF-16.
        byte[] name =
        [
            .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"psutil-{Environment.ProcessId}-")),
            0xFF,
            0xE9,
        ];
        using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new AbstractEndPoint(name));

        NetworkConnection found = Find(socket, ConnectionKinds.Unix);
        Assert.Equal([(byte)'@', .. name], OSText.GetBytes(found.LocalPath!));
    }

    [Fact]
    public void AKindThatWasNotAskedForIsNotTold()
    {
        using Socket listener = Listen(IPAddress.Loopback);
        foreach (ConnectionKinds kind in Enum.GetValues<ConnectionKinds>())
        {
            Assert.All(Machine.Local.Network.GetConnections(kind, owners: false), connection => Assert.True(kind.HasFlag(connection.Kind)));
        }

        Assert.Empty(Machine.Local.Network.GetConnections(ConnectionKinds.None));
    }

    [Fact]
    public void WithoutOwnersNobodyIsNamed()
    {
        using Socket listener = Listen(IPAddress.Loopback);
        NetworkConnection found = Assert.Single(Machine.Local.Network.GetConnections(ConnectionKinds.Tcp, owners: false), connection =>
            listener.LocalEndPoint!.Equals(connection.LocalEndPoint)
        );
        Assert.Equal((null, null), (found.Pid, found.FileDescriptor));
    }

    internal static Socket Listen(IPAddress address)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        socket.Listen();
        return socket;
    }

    internal static Socket Connect(Socket listener)
    {
        Socket socket = new(listener.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndPoint!);
        return socket;
    }

    /// <summary>The one connection that this process's descriptor holds: the same in the machine's list and in the process's own.</summary>
    internal static NetworkConnection Find(Socket socket, ConnectionKinds kinds)
    {
        int descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        NetworkConnection found = Assert.Single(Machine.Local.Network.GetConnections(kinds), connection =>
            connection.Pid == Environment.ProcessId && connection.FileDescriptor == descriptor
        );
        Assert.False(
            Files.LocalFacet.GetConnectionsOfProcess(Environment.ProcessId, kinds, out IReadOnlyList<NetworkConnection> own, out _).Failed
        );
        Assert.Equal(found, Assert.Single(own, connection => connection.FileDescriptor == descriptor));
        return found;
    }

    private static (EndPoint? Local, EndPoint? Remote, TcpState? State) Tcp(NetworkConnection connection) =>
        (connection.LocalEndPoint, connection.RemoteEndPoint, connection.State);

    private static (SocketType Type, string? Local, string? Remote) Unix(NetworkConnection connection) =>
        (connection.Type, connection.LocalPath, connection.RemotePath);

    private sealed class AbstractEndPoint(byte[] name) : EndPoint
    {
        public override AddressFamily AddressFamily => AddressFamily.Unix;

        public override SocketAddress Serialize()
        {
            SocketAddress address = new(AddressFamily.Unix, name.Length + 3);
            name.CopyTo(address.Buffer[3..]);
            return address;
        }
    }
}
