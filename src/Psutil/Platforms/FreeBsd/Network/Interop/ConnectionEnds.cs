using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>
/// Ports, in network byte order, and addresses of both ends (netinet/in_pcb.h). An IPv4 address takes the last four of sixteen bytes.
/// </summary>
[NativeLayout("in_endpoints")]
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal unsafe struct ConnectionEnds
{
    private const int AddressSize = 16;

    [FieldOffset(0)]
    public ushort ie_fport;

    [FieldOffset(2)]
    public ushort ie_lport;

    [FieldOffset(4)]
    public fixed byte ie_dependfaddr[AddressSize];

    [FieldOffset(20)]
    public fixed byte ie_dependladdr[AddressSize];

    [FieldOffset(36)]
    public uint ie6_zoneid;
}
