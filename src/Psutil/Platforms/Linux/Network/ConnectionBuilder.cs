using System.Net.NetworkInformation;
using System.Net.Sockets;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Creates connections from sockets: one for each holder of a socket, or one without a holder if none is known.</summary>
/// <param name="owners">The holders of the sockets; null if they were not requested.</param>
/// <param name="ownedOnly">Whether to leave out sockets without a holder in <paramref name="owners"/>.</param>
internal sealed class ConnectionBuilder(SocketOwners? owners, bool ownedOnly)
{
    private readonly List<NetworkConnection> _connections = [];
    private readonly SocketOwners? _owners = owners;
    private readonly bool _ownedOnly = ownedOnly;

    public IReadOnlyList<NetworkConnection> Connections => _connections;

    public int Count => _connections.Count;

    /// <summary>Removes the connections added after a count.</summary>
    public void Truncate(int count) => _connections.RemoveRange(count, _connections.Count - count);

    /// <summary>A TCP or UDP socket.</summary>
    public void Add(bool isTcp, in InetSocket socket)
    {
        int cursor = 0;
        bool isOwned = TryNextOwner(socket.Inode, ref cursor, out int pid, out int descriptor);
        if (!isOwned && _ownedOnly)
        {
            return;
        }

        TcpState? state = isTcp ? TcpStateNumber.ToTcpState(socket.State) : null;
        bool isListener = state == TcpState.Listen;
        do
        {
            _connections.Add(
                new NetworkConnection
                {
                    Family = socket.IsIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
                    Type = isTcp ? SocketType.Stream : SocketType.Dgram,
                    LocalEndPoint = socket.LocalEndPoint,
                    RemoteEndPoint = socket.RemoteEndPoint,
                    State = state,
                    ReceiveQueueBytes = isListener ? null : socket.ReceiveQueue,
                    SendQueueBytes = isListener ? null : socket.SendQueue,
                    AcceptQueueLength = isListener ? socket.ReceiveQueue : null,
                    Pid = isOwned ? pid : null,
                    FileDescriptor = isOwned ? descriptor : null,
                }
            );
        } while (isOwned && TryNextOwner(socket.Inode, ref cursor, out pid, out descriptor));
    }

    /// <summary>A UNIX socket.</summary>
    public void AddUnix(
        int type,
        ulong inode,
        string? localPath,
        string? remotePath,
        bool isListener = false,
        UnixDiagnosticsQueues? queues = null
    )
    {
        int cursor = 0;
        bool isOwned = TryNextOwner(inode, ref cursor, out int pid, out int descriptor);
        if (!isOwned && _ownedOnly)
        {
            return;
        }

        do
        {
            _connections.Add(
                new NetworkConnection
                {
                    Family = AddressFamily.Unix,

                    // SOCK_STREAM, SOCK_DGRAM and SOCK_SEQPACKET have the same numbers in .NET.
                    Type = (SocketType)type,
                    LocalPath = localPath,
                    RemotePath = remotePath,
                    ReceiveQueueBytes = isListener ? null : queues?.ReceiveQueue,
                    SendQueueBytes = isListener ? null : queues?.SendQueue,
                    AcceptQueueLength = isListener ? queues?.ReceiveQueue : null,
                    Pid = isOwned ? pid : null,
                    FileDescriptor = isOwned ? descriptor : null,
                }
            );
        } while (isOwned && TryNextOwner(inode, ref cursor, out pid, out descriptor));
    }

    // The inode is 0 if no process can hold the socket: in TIME_WAIT, or not accepted yet.
    private bool TryNextOwner(ulong inode, ref int cursor, out int pid, out int descriptor)
    {
        pid = 0;
        descriptor = 0;
        return inode != 0 && _owners is not null && _owners.TryNext(inode, ref cursor, out pid, out descriptor);
    }
}
