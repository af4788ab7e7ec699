using System.Net;
using System.Net.Sockets;

namespace Psutil;

/// <summary>
/// What a process transferred over one TCP connection, or one UDP socket, between two readings of a <see cref="ProcessNetworkMeter"/>.
/// </summary>
public sealed record ProcessConnectionUse
{
    /// <summary>The process.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary><see cref="AddressFamily.InterNetwork"/> or <see cref="AddressFamily.InterNetworkV6"/>.</summary>
    public required AddressFamily Family { get; init; }

    /// <summary><see cref="SocketType.Stream"/> (TCP) or <see cref="SocketType.Dgram"/> (UDP).</summary>
    public required SocketType Type { get; init; }

    /// <summary>The local address; null if the socket is not bound to a port.</summary>
    public IPEndPoint? LocalEndPoint { get; init; }

    /// <summary>
    /// The remote address and port; null for a UDP socket that is not connected to one: all that it transfers is one entry then.
    /// </summary>
    public IPEndPoint? RemoteEndPoint { get; init; }

    /// <summary>What was sent and received since the previous reading, or since the meter began.</summary>
    public required ProcessNetworkIOCounters Counters { get; init; }

    /// <summary>The same per second. Null if less than 10 ms have passed; filled by <see cref="ProcessNetworkMeter.Read"/>.</summary>
    public ProcessNetworkIORates? Rates { get; init; }
}
