namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Numbers of sockets (sys/socket.h, netinet/in_pcb.h).</summary>
internal static class ConnectionNumbers
{
    public const int AF_INET6 = 28;

    public const int INP_IPV4 = 0x1;
    public const int INP_IPV6 = 0x2;
}
