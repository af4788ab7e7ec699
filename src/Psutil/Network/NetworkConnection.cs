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

    /// <summary>Its type: a stream (TCP), datagrams (UDP), or, for UNIX sockets, also sequenced packets.</summary>
    public required SocketType Type { get; init; }

    /// <summary>The local address; null for a UNIX socket and for a socket that is not bound to a port.</summary>
    public IPEndPoint? LocalEndPoint { get; init; }

    /// <summary>The remote address; null if it is not connected.</summary>
    public IPEndPoint? RemoteEndPoint { get; init; }

    /// <summary>
    /// A UNIX socket's path; abstract names begin with <c>@</c> as in <c>/proc/net/unix</c>; null if it has no name or is not a UNIX
    /// socket.
    /// </summary>
    public string? LocalPath { get; init; }

    /// <summary>The path of the UNIX socket at the other end; null if it has no name or the operating system does not tell.</summary>
    public string? RemotePath { get; init; }

    /// <summary>The state of a TCP connection; null for every other socket.</summary>
    public TcpState? State { get; init; }

    /// <summary>
    /// The process that holds it; null if unknown (not asked for, another user's, or none: a connection in
    /// <see cref="TcpState.TimeWait"/>).
    /// </summary>
    public int? Pid { get; init; }

    /// <summary>That process's descriptor; null if the process is unknown, and on Windows.</summary>
    public int? FileDescriptor { get; init; }

    /// <summary>The one kind of socket that this is; <see cref="ConnectionKinds.None"/> if it is of no kind that has a name.</summary>
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
