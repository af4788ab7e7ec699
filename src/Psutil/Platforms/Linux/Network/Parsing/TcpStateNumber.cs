using System.Net.NetworkInformation;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The kernel's numbers for the states of TCP (<c>net/tcp_states.h</c>).</summary>
internal static class TcpStateNumber
{
    // One bit per state, from TCP_ESTABLISHED (1) to TCP_NEW_SYN_RECV (12). TCP_BOUND_INACTIVE (13, Linux 6.8) is not requested, because
    // sockets that are only bound are not in /proc/net/tcp either.
    public const uint AllInFiles = 0x1FFE;

    // Neither those that have no data of their own (TIME_WAIT, LISTEN) nor the requests of connections (TCP_NEW_SYN_RECV).
    public const uint WithConnection = AllInFiles & ~((1u << 6) | (1u << 10) | (1u << 12));

    public static TcpState ToTcpState(byte number) =>
        number switch
        {
            1 => TcpState.Established,
            2 => TcpState.SynSent,
            3 => TcpState.SynReceived,
            4 => TcpState.FinWait1,
            5 => TcpState.FinWait2,
            6 => TcpState.TimeWait,
            7 => TcpState.Closed,
            8 => TcpState.CloseWait,
            9 => TcpState.LastAck,
            10 => TcpState.Listen,
            11 => TcpState.Closing,
            12 => TcpState.SynReceived,
            13 => TcpState.Closed,
            _ => TcpState.Unknown,
        };
}
