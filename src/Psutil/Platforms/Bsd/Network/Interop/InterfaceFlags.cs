namespace Psutil.Platforms.Bsd.Interop;

/// <summary>An interface's flags with the same numbers on the BSDs and macOS (net/if.h).</summary>
internal static class InterfaceFlags
{
    public const uint IFF_UP = 0x1;
    public const uint IFF_BROADCAST = 0x2;
    public const uint IFF_DEBUG = 0x4;
    public const uint IFF_LOOPBACK = 0x8;
    public const uint IFF_POINTOPOINT = 0x10;
    public const uint IFF_RUNNING = 0x40;
    public const uint IFF_NOARP = 0x80;
    public const uint IFF_PROMISC = 0x100;
    public const uint IFF_ALLMULTI = 0x200;
    public const uint IFF_OACTIVE = 0x400;
    public const uint IFF_SIMPLEX = 0x800;
    public const uint IFF_LINK0 = 0x1000;
    public const uint IFF_LINK1 = 0x2000;
    public const uint IFF_LINK2 = 0x4000;
    public const uint IFF_MULTICAST = 0x8000;
}
