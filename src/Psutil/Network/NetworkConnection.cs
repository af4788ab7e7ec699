using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil;

/// <summary>A socket.</summary>
public sealed record NetworkConnection
{
    /// <summary>
    /// <see cref="AddressFamily.InterNetwork"/>, <see cref="AddressFamily.InterNetworkV6"/> or <see cref="AddressFamily.Unix"/>.
    /// </summary>
    public required AddressFamily Family { get; init; }

    /// <summary>The type of the socket: a stream (TCP), datagrams (UDP) or, for UNIX sockets, also sequenced packets.</summary>
    public required SocketType Type { get; init; }

    /// <summary>The local address; null for a UNIX socket and for a socket that is not bound to a port.</summary>
    public IPEndPoint? LocalEndPoint { get; init; }

    /// <summary>The remote address; null if the socket is not connected.</summary>
    public IPEndPoint? RemoteEndPoint { get; init; }

    /// <summary>
    /// The path of a UNIX socket. An abstract name begins with <c>@</c>, as in <c>/proc/net/unix</c>. Null if the socket has no name or is
    /// not a UNIX socket.
    /// </summary>
    public string? LocalPath { get; init; }

    /// <summary>The path of the peer of a UNIX socket; null if the peer has no name or the operating system does not report it.</summary>
    public string? RemotePath { get; init; }

    /// <summary>The state of a TCP connection; null for all other sockets.</summary>
    public TcpState? State { get; init; }

    /// <summary>
    /// The PID of the process that holds the socket; null if it was not requested, belongs to another user, or does not exist, as for a
    /// connection in <see cref="TcpState.TimeWait"/>.
    /// </summary>
    public int? Pid { get; init; }

    /// <summary>The socket's descriptor in that process; null if the process is unknown, and on Windows.</summary>
    public int? FileDescriptor { get; init; }

    /// <summary>
    /// The bytes that were received and that the process has not read yet; null for a listening socket, and where the operating system does
    /// not report it: on all systems but Linux (<c>idiag_rqueue</c> and <c>udiag_rqueue</c> of sock_diag, <c>rx_queue</c> in
    /// <c>/proc/net/tcp</c>; <c>/proc/net/unix</c> does not have it). Of a UNIX datagram socket, the bytes of the first datagram.
    /// </summary>
    public long? ReceiveQueueBytes { get; init; }

    /// <summary>
    /// The bytes that the process has sent and that the peer has not acknowledged or, for UDP, that have not left the machine; null as
    /// <see cref="ReceiveQueueBytes"/> (<c>idiag_wqueue</c>, <c>udiag_wqueue</c>, <c>tx_queue</c>). Of a UNIX socket, the memory of what
    /// the other end has not read yet, which is more than its bytes.
    /// </summary>
    public long? SendQueueBytes { get; init; }

    /// <summary>
    /// The number of connections that wait to be accepted; null for all sockets but listening ones, and on all systems but Linux
    /// (the sources of <see cref="ReceiveQueueBytes"/>).
    /// </summary>
    public long? AcceptQueueLength { get; init; }

    /// <summary>The kind of the socket; <see cref="ConnectionKinds.None"/> if it is none of those defined.</summary>
    public ConnectionKinds Kind =>
        (Family, Type) switch
        {
            (AddressFamily.InterNetwork, SocketType.Stream) => ConnectionKinds.Tcp4,
            (AddressFamily.InterNetworkV6, SocketType.Stream) => ConnectionKinds.Tcp6,
            (AddressFamily.InterNetwork, SocketType.Dgram) => ConnectionKinds.Udp4,
            (AddressFamily.InterNetworkV6, SocketType.Dgram) => ConnectionKinds.Udp6,
            (AddressFamily.Unix, _) => ConnectionKinds.Unix,
            _ => ConnectionKinds.None,
        };
}
