using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>The kernel's netlink services that are used here.</summary>
internal static class NetlinkProtocol
{
    public const int Route = 0;
    public const int SocketDiagnostics = 4;
    public const int Connector = 11;
}

/// <summary>The message types of every netlink protocol.</summary>
internal static class NetlinkMessageType
{
    public const ushort NoOperation = 1;
    public const ushort Error = 2;
    public const ushort Done = 3;
    public const ushort Overrun = 4;
}

/// <summary>Flags of a netlink message.</summary>
internal static class NetlinkFlags
{
    public const ushort Request = 1;

    // NLM_F_ROOT | NLM_F_MATCH.
    public const ushort Dump = 0x300;

    /// <summary>The list changed during the dump: entries may be missing or occur twice.</summary>
    public const ushort DumpInterrupted = 0x10;
}

/// <summary><c>struct sockaddr_nl</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkSocketAddress
{
    public ushort Family;
    public ushort Padding;
    public uint Port;
    public uint Groups;
}

/// <summary><c>struct nlmsghdr</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkMessageHeader
{
    public const int Size = 16;

    public uint Length;
    public ushort Type;
    public ushort Flags;
    public uint Sequence;
    public uint Port;
}

/// <summary><c>struct nlattr</c> (and <c>struct rtattr</c>, which has the same layout).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkAttributeHeader
{
    public const int Size = 4;

    // NLA_TYPE_MASK: the two upper bits are flags.
    public const int TypeMask = 0x3FFF;

    public ushort Length;
    public ushort Type;
}
