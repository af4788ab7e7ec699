namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Numbers around interfaces and sockets (sys/socket.h, net/if.h, net/if_media.h, netinet/in_pcb.h).</summary>
internal static class ConnectionNumbers
{
    public const int PF_ROUTE = 17;
    public const int AF_INET6 = 28;

    public const int NET_RT_IFLIST = 3;
    public const int RTM_IFINFO = 14;

    public const int INP_IPV4 = 0x1;
    public const int INP_IPV6 = 0x2;
}
