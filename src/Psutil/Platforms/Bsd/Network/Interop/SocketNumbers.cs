namespace Psutil.Platforms.Bsd.Interop;

/// <summary>
/// Address families, socket types and TCP states with the same numbers on the BSDs and macOS (sys/socket.h, netinet/tcp_fsm.h).
/// </summary>
internal static class SocketNumbers
{
    public const int AF_UNIX = 1;
    public const int AF_INET = 2;
    public const int AF_LINK = 18;

    public const int SOCK_STREAM = 1;
    public const int SOCK_DGRAM = 2;
    public const int SOCK_SEQPACKET = 5;

    public const int TCPS_CLOSED = 0;
    public const int TCPS_LISTEN = 1;
    public const int TCPS_SYN_SENT = 2;
    public const int TCPS_SYN_RECEIVED = 3;
    public const int TCPS_ESTABLISHED = 4;
    public const int TCPS_CLOSE_WAIT = 5;
    public const int TCPS_FIN_WAIT_1 = 6;
    public const int TCPS_CLOSING = 7;
    public const int TCPS_LAST_ACK = 8;
    public const int TCPS_FIN_WAIT_2 = 9;
    public const int TCPS_TIME_WAIT = 10;
}
