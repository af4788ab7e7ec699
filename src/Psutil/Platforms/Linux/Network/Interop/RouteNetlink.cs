using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>The types of rtnetlink's messages that are used here.</summary>
internal static class RouteMessageType
{
    public const ushort NewLink = 16;
    public const ushort GetLink = 18;
    public const ushort NewAddress = 20;
    public const ushort GetAddress = 22;
}

/// <summary><c>struct ifinfomsg</c> and its attributes (<c>IFLA_*</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RouteLinkMessage
{
    public const int AddressAttribute = 1;
    public const int BroadcastAttribute = 2;
    public const int NameAttribute = 3;
    public const int MtuAttribute = 4;
    public const ushort ExtendedMaskAttribute = 29;

    /// <summary>RTEXT_FILTER_SKIP_STATS: leave out the counters. Kernels before 4.4 ignore it.</summary>
    public const uint SkipStatistics = 8;

    public byte Family;
    public byte Padding;
    public ushort HardwareType;
    public int Index;
    public uint Flags;
    public uint Change;
}

/// <summary>A request for all links: <see cref="RouteLinkMessage"/> with one attribute.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RouteLinkRequest
{
    public RouteLinkMessage Link;
    public NetlinkAttributeHeader Attribute;
    public uint Mask;
}

/// <summary><c>struct ifaddrmsg</c> and its attributes (<c>IFA_*</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RouteAddressMessage
{
    public const int AddressAttribute = 1;
    public const int LocalAttribute = 2;
    public const int LabelAttribute = 3;
    public const int BroadcastAttribute = 4;

    public byte Family;
    public byte PrefixLength;
    public byte Flags;
    public byte Scope;
    public uint Index;
}

/// <summary>Flags of an interface (<c>IFF_*</c>).</summary>
internal static class InterfaceFlags
{
    public const uint Up = 1;
    public const uint Broadcast = 2;
    public const uint PointToPoint = 0x10;
    public const uint Running = 0x40;
}

/// <summary>Linux's address families, as in the kernel's messages.</summary>
internal static class AddressFamilyNumber
{
    public const byte Unix = 1;
    public const byte InterNetwork = 2;
    public const byte InterNetworkV6 = 10;
}
