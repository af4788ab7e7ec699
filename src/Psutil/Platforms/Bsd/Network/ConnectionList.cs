namespace Psutil.Platforms.Bsd;

/// <summary>A list of sockets, with one entry for each descriptor that holds a socket.</summary>
/// <param name="owners">The holders of the sockets; null if they were not requested.</param>
/// <param name="ownedOnly">Whether to leave out sockets without a holder.</param>
internal sealed class ConnectionList(SocketOwners? owners, bool ownedOnly)
{
    private readonly List<NetworkConnection> _connections = [];

    public IReadOnlyList<NetworkConnection> Connections => _connections;

    /// <param name="connection">The socket.</param>
    /// <param name="socket">Its address in the kernel.</param>
    public void Add(NetworkConnection connection, ulong socket)
    {
        bool isOwned = false;
        int cursor = 0;
        while (owners?.TryNext(socket, ref cursor, out int pid, out int descriptor) == true)
        {
            isOwned = true;
            _connections.Add(connection with { Pid = pid, FileDescriptor = descriptor });
        }

        if (!isOwned && !ownedOnly)
        {
            _connections.Add(connection);
        }
    }
}
