using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>
/// A message of the routing socket about an interface, in the layout of one system. A link-level address with the interface's name follows.
/// </summary>
internal interface IInterfaceMessage
{
    /// <summary>The routing socket's list of interfaces.</summary>
    static abstract SysctlNode List { get; }

    /// <summary>The kind of message that describes an interface.</summary>
    static abstract int Kind { get; }

    /// <summary>The contents of the message.</summary>
    InterfaceRecord ToRecord(string name);
}

/// <summary>An interface's speed and counters: a run of fields that is the same on all of these systems (net/if.h).</summary>
[NativeLayout("if_data", Systems = BsdSystems.FreeBsd | BsdSystems.OpenBsd | BsdSystems.NetBsd, First = nameof(ifi_baudrate))]
[NativeLayout("if_data64", Systems = BsdSystems.MacOS, First = nameof(ifi_baudrate))]
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct InterfaceCounters
{
    /// <summary>Bits per second.</summary>
    [FieldOffset(0)]
    public ulong ifi_baudrate;

    [FieldOffset(8)]
    public ulong ifi_ipackets;

    [FieldOffset(16)]
    public ulong ifi_ierrors;

    [FieldOffset(24)]
    public ulong ifi_opackets;

    [FieldOffset(32)]
    public ulong ifi_oerrors;

    [FieldOffset(48)]
    public ulong ifi_ibytes;

    [FieldOffset(56)]
    public ulong ifi_obytes;

    [FieldOffset(80)]
    public ulong ifi_iqdrops;

    /// <param name="name">The interface.</param>
    /// <param name="flags">The kernel's flags.</param>
    /// <param name="mtu">The largest packet it sends.</param>
    /// <param name="dropsOut">Outgoing packets that were dropped; null if the system does not count them.</param>
    public readonly InterfaceRecord ToRecord(string name, int flags, long mtu, ulong? dropsOut)
    {
        NetworkIOCounters counters = new()
        {
            BytesSent = (long)ifi_obytes,
            BytesReceived = (long)ifi_ibytes,
            PacketsSent = (long)ifi_opackets,
            PacketsReceived = (long)ifi_ipackets,
            ErrorsIn = (long)ifi_ierrors,
            ErrorsOut = (long)ifi_oerrors,
            DropsIn = (long)ifi_iqdrops,
            DropsOut = (long?)dropsOut,
        };
        return new InterfaceRecord(name, counters, (uint)flags, mtu, ifi_baudrate);
    }
}
