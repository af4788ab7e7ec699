using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Tests;

/// <summary>Holders as every operating system finds them that has no quicker way: from each process's sockets.</summary>
public class PortHoldersTests
{
    private static NetworkConnection Socket(int port, TcpState? state, AddressFamily family = AddressFamily.InterNetwork) =>
        new()
        {
            Family = family,
            Type = state is null ? SocketType.Dgram : SocketType.Stream,
            LocalEndPoint = new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, port),
            State = state,
        };

    private static ProcessSnapshot Process(int pid, params NetworkConnection[] sockets) =>
        new(new ProcessIdentity(pid, pid)) { Connections = sockets };

    private static ProcessSnapshot Process(int pid, UnavailableReason reason) =>
        new(new ProcessIdentity(pid, pid))
        {
            Unavailable = new Dictionary<ProcessFields, Unavailability> { [ProcessFields.Connections] = new() { Reason = reason } },
        };

    [Fact]
    public void ListenersAndBoundSocketsCountAndWhoCouldNotBeAskedIsNamed()
    {
        ChangingProcesses processes = new()
        {
            Table =
            [
                Process(1, Socket(80, TcpState.Listen), Socket(80, TcpState.Established), Socket(81, TcpState.Listen)),
                Process(2, Socket(80, TcpState.Established), Socket(81, null)),
                Process(3, Socket(80, null), Socket(80, TcpState.Listen, AddressFamily.InterNetworkV6)),
                Process(4, UnavailableReason.Denied),
                Process(5, UnavailableReason.Zombie),
                Process(6, UnavailableReason.Gone),
                Process(7, new NetworkConnection { Family = AddressFamily.Unix, Type = SocketType.Stream }),
            ],
        };
        PortHolders holders = processes.FindPortHolders(80);
        Assert.Equal([(1, 1), (3, 2)], holders.Holders.Select(holder => (holder.Process.Pid, holder.Connections.Count)));
        Assert.Equal((4, UnavailableReason.Denied), holders.Unavailable.Select(pair => (pair.Key.Pid, pair.Value.Reason)).Single());
        Assert.Empty(holders.Unowned);
        Assert.Equal(
            [1],
            processes.FindPortHolders(80, ConnectionKinds.Tcp4 | ConnectionKinds.Unix).Holders.Select(holder => holder.Process.Pid)
        );
        Assert.Throws<ArgumentException>(() => processes.FindPortHolders(80, ConnectionKinds.Unix));
        Assert.Throws<ArgumentOutOfRangeException>(() => processes.FindPortHolders(65536));
    }

    [Fact]
    public void WhoHoldsAFileIsNotToldEverywhere() =>
        Assert.Throws<PsutilNotSupportedException>(() => new ChangingProcesses().FindFileHolders("/"));
}
