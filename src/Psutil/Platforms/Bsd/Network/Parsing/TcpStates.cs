using System.Net.NetworkInformation;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd.Parsing;

/// <summary>TCP states by these kernels' numbers.</summary>
internal static class TcpStates
{
    public static TcpState? Of(int state) =>
        state switch
        {
            SocketNumbers.TCPS_CLOSED => TcpState.Closed,
            SocketNumbers.TCPS_LISTEN => TcpState.Listen,
            SocketNumbers.TCPS_SYN_SENT => TcpState.SynSent,
            SocketNumbers.TCPS_SYN_RECEIVED => TcpState.SynReceived,
            SocketNumbers.TCPS_ESTABLISHED => TcpState.Established,
            SocketNumbers.TCPS_CLOSE_WAIT => TcpState.CloseWait,
            SocketNumbers.TCPS_FIN_WAIT_1 => TcpState.FinWait1,
            SocketNumbers.TCPS_CLOSING => TcpState.Closing,
            SocketNumbers.TCPS_LAST_ACK => TcpState.LastAck,
            SocketNumbers.TCPS_FIN_WAIT_2 => TcpState.FinWait2,
            SocketNumbers.TCPS_TIME_WAIT => TcpState.TimeWait,
            _ => null,
        };
}
