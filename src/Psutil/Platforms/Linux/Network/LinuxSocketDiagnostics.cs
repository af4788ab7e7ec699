using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Lists the sockets of this process's network namespace by sock_diag, in binary, which is several times faster than the kernel's text.
/// </summary>
internal static class LinuxSocketDiagnostics
{
    private const byte TcpProtocol = 6;
    private const byte UdpProtocol = 17;
    private const uint AllStates = uint.MaxValue;

    // TCP over both families first: if both are requested, one walk over the kernel's table returns both, and the cost depends on the size
    // of the table.
    private static readonly ConnectionKinds[] Lists =
    [
        ConnectionKinds.Tcp,
        ConnectionKinds.Tcp4,
        ConnectionKinds.Tcp6,
        ConnectionKinds.Udp4,
        ConnectionKinds.Udp6,
        ConnectionKinds.Unix,
    ];

    // The kinds for which this kernel has no module. Each request would start modprobe to look for one, which costs more than everything
    // else.
    private static int _unknownKinds;

    /// <summary>Adds the sockets of each kind that the kernel lists this way.</summary>
    /// <returns>The kinds that it does not list: netlink denied, or not compiled into this kernel.</returns>
    public static ConnectionKinds Add(ConnectionKinds kinds, ConnectionBuilder connections)
    {
        using NetlinkSession session = new(NetlinkProtocol.SocketDiagnostics);
        ConnectionKinds missing = kinds;
        ConnectionKinds unknown = (ConnectionKinds)Volatile.Read(ref _unknownKinds);
        foreach (ConnectionKinds list in Lists)
        {
            if ((missing & list) != list || (unknown & list) != ConnectionKinds.None)
            {
                continue;
            }

            int before = connections.Count;
            ReadResult result = list == ConnectionKinds.Unix ? AddUnix(session, connections) : AddInet(session, list, connections);
            if (!result.Failed)
            {
                missing &= ~list;
                continue;
            }

            if (result.Error == Errno.ENOENT)
            {
                Interlocked.Or(ref _unknownKinds, (int)list);
            }

            connections.Truncate(before);
            if (PsutilEventSource.Log.IsListening())
            {
                PsutilEventSource.Log.SourceSkipped($"sock_diag({list})", $"{result.Call}: {Errno.Describe(result.Error)}");
            }
        }

        return missing;
    }

    private static ReadResult AddInet(NetlinkSession session, ConnectionKinds list, ConnectionBuilder connections)
    {
        bool isTcp = (list & ConnectionKinds.Tcp) != 0;
        int before = connections.Count;
        void Restart() => connections.Truncate(before);
        void Handle(ushort type, ReadOnlySpan<byte> message)
        {
            if (SocketDiagnosticsParser.TryParseInet(message, out InetSocket socket, out string? malformed))
            {
                connections.Add(isTcp, in socket);
            }
            else
            {
                PsutilEventSource.Log.Malformed("sock_diag", malformed);
            }
        }

        if (list == ConnectionKinds.Tcp)
        {
            return session.List(
                SocketDiagnosticsType.TcpOfBothFamilies,
                new TcpDiagnosticsRequest { States = TcpStateNumber.AllInFiles },
                Restart,
                Handle
            );
        }

        InetDiagnosticsRequest request = new()
        {
            Family = (list & ConnectionKinds.Inet6) != 0 ? AddressFamilyNumber.InterNetworkV6 : AddressFamilyNumber.InterNetwork,
            Protocol = isTcp ? TcpProtocol : UdpProtocol,
            States = isTcp ? TcpStateNumber.AllInFiles : AllStates,
        };
        return session.List(SocketDiagnosticsType.ByFamily, in request, Restart, Handle);
    }

    private static ReadResult AddUnix(NetlinkSession session, ConnectionBuilder connections)
    {
        // The peer's name is found by its inode, so all sockets must be read first.
        List<(int Type, ulong Inode, ulong PeerInode, string? Path, bool IsListener, UnixDiagnosticsQueues? Queues)> sockets = [];
        Dictionary<ulong, string> paths = [];
        void Restart()
        {
            sockets.Clear();
            paths.Clear();
        }

        void Handle(ushort type, ReadOnlySpan<byte> message)
        {
            if (!SocketDiagnosticsParser.TryParseUnix(message, out UnixSocket socket, out string? malformed))
            {
                PsutilEventSource.Log.Malformed("sock_diag", malformed);
                return;
            }

            string? path = socket.GetPath();
            sockets.Add((socket.Type, socket.Inode, socket.PeerInode, path, socket.IsListener, socket.Queues));
            if (path is not null && socket.Inode != 0)
            {
                paths[socket.Inode] = path;
            }
        }

        UnixDiagnosticsRequest request = new()
        {
            Family = AddressFamilyNumber.Unix,
            States = AllStates,
            Show = UnixDiagnostics.ShowName | UnixDiagnostics.ShowPeer | UnixDiagnostics.ShowQueues,
        };
        ReadResult result = session.List(SocketDiagnosticsType.ByFamily, in request, Restart, Handle);
        if (!result.Failed)
        {
            foreach ((int type, ulong inode, ulong peerInode, string? path, bool isListener, UnixDiagnosticsQueues? queues) in sockets)
            {
                string? remotePath = peerInode == 0 ? null : paths.GetValueOrDefault(peerInode);
                connections.AddUnix(type, inode, path, remotePath, isListener, queues);
            }
        }

        return result;
    }
}
