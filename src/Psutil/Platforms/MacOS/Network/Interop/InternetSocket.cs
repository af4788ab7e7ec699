using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>
/// An internet socket (sys/proc_info.h): ports in network byte order in the lower half of an integer; an IPv4 address takes the last four
/// of sixteen bytes.
/// </summary>
[NativeLayout("in_sockinfo")]
[StructLayout(LayoutKind.Explicit, Size = 80)]
internal unsafe struct InternetSocket
{
    public const int AddressSize = 16;

    [FieldOffset(0)]
    public int insi_fport;

    [FieldOffset(4)]
    public int insi_lport;

    [FieldOffset(32)]
    public fixed byte insi_faddr[AddressSize];

    [FieldOffset(48)]
    public fixed byte insi_laddr[AddressSize];
}
