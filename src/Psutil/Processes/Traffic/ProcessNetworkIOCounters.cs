namespace Psutil;

/// <summary>What a process sent and received over TCP and UDP, IPv4 and IPv6, since a <see cref="ProcessNetworkMeter"/> began.</summary>
public readonly record struct ProcessNetworkIOCounters
{
    /// <summary>The bytes sent. They are the program's own bytes, without headers and retransmissions.</summary>
    public required long BytesSent { get; init; }

    /// <summary>The bytes received. They are the program's own bytes, without headers.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>
    /// The messages sent: for UDP the datagrams (of a call with UDP_SEGMENT, one), for TCP the calls that sent something. The
    /// kernel does not count packets per process. Null if <see cref="ProcessNetworkMeter.Source"/> is
    /// <see cref="ProcessNetworkSource.TcpSockets"/>.
    /// </summary>
    public long? MessagesSent { get; init; }

    /// <summary>The messages received: for UDP the datagrams, for TCP the calls that received something. Null as
    /// <see cref="MessagesSent"/>.</summary>
    public long? MessagesReceived { get; init; }
}
