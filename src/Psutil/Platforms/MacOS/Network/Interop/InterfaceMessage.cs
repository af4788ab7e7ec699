using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>
/// A message of the routing socket about an interface, with its counters (net/if.h). Its name follows, as a hardware address.
/// </summary>
[NativeLayout("if_msghdr2")]
[StructLayout(LayoutKind.Explicit, Size = 160)]
internal struct InterfaceMessage : IInterfaceMessage
{
    [FieldOffset(0)]
    public ushort ifm_msglen;

    [FieldOffset(3)]
    public byte ifm_type;

    [FieldOffset(8)]
    public int ifm_flags;

    [FieldOffset(32)]
    public InterfaceData ifm_data;

    public readonly InterfaceRecord ToRecord(string name)
    {
        // macOS counts no packets that were thrown away instead of sent.
        NetworkIOCounters counters = new()
        {
            BytesSent = (long)ifm_data.ifi_obytes,
            BytesReceived = (long)ifm_data.ifi_ibytes,
            PacketsSent = (long)ifm_data.ifi_opackets,
            PacketsReceived = (long)ifm_data.ifi_ipackets,
            ErrorsIn = (long)ifm_data.ifi_ierrors,
            ErrorsOut = (long)ifm_data.ifi_oerrors,
            DropsIn = (long)ifm_data.ifi_iqdrops,
        };
        return new InterfaceRecord(name, counters, (uint)ifm_flags, ifm_data.ifi_mtu, ifm_data.ifi_baudrate);
    }
}
