using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.SimulatedTests.Expectations;

/// <summary>What is to be read of the sockets that every simulated machine has.</summary>
internal static class SocketExpectations
{
    public static NetworkConnection Listening { get; } =
        new()
        {
            Family = AddressFamily.InterNetwork,
            Type = SocketType.Stream,
            LocalEndPoint = IPEndPoint.Parse("127.0.0.1:8080"),
            State = TcpState.Listen,
            Pid = 700,
            FileDescriptor = 5,
        };

    public static NetworkConnection Connected { get; } =
        new()
        {
            Family = AddressFamily.InterNetworkV6,
            Type = SocketType.Stream,
            LocalEndPoint = IPEndPoint.Parse("[2001:db8::1]:443"),
            RemoteEndPoint = IPEndPoint.Parse("[2001:db8::2]:51000"),
            State = TcpState.Established,
            Pid = 700,
            FileDescriptor = 6,
        };

    public static NetworkConnection Datagrams { get; } =
        new()
        {
            Family = AddressFamily.InterNetwork,
            Type = SocketType.Dgram,
            LocalEndPoint = IPEndPoint.Parse("0.0.0.0:53"),
            Pid = 1,
            FileDescriptor = 7,
        };

    public static NetworkConnection Log { get; } =
        new()
        {
            Family = AddressFamily.Unix,
            Type = SocketType.Stream,
            LocalPath = "/var/run/log",
            Pid = 1,
            FileDescriptor = 8,
        };

    /// <summary>All of them, the machine's and one process's.</summary>
    public static void Check(Machine machine)
    {
        Assert.Equal(
            [Listening, Connected, Datagrams, Log],
            machine.Network.GetConnections(ConnectionKinds.All).OrderBy(connection => connection.FileDescriptor)
        );
        Assert.Equal([Connected], machine.Network.GetConnections(ConnectionKinds.Tcp6));
        Assert.Equal([Log with { Pid = null, FileDescriptor = null }], machine.Network.GetConnections(ConnectionKinds.Unix, owners: false));
        Assert.Equal([Datagrams], machine.Processes.Get(1).GetConnections());
    }
}
