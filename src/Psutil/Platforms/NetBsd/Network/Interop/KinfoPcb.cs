using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A socket in the kernel's lists (sys/sysctl.h).</summary>
[NativeLayout("kinfo_pcb")]
[StructLayout(LayoutKind.Explicit, Size = 640)]
internal unsafe struct KinfoPcb
{
    public const int AddressSize = 264;

    /// <summary>Its address in the kernel.</summary>
    [FieldOffset(16)]
    public ulong ki_sockaddr;

    [FieldOffset(24)]
    public uint ki_family;

    [FieldOffset(28)]
    public uint ki_type;

    [FieldOffset(48)]
    public int ki_tstate;

    /// <summary>A socket address of any family, like the peer's.</summary>
    [FieldOffset(72)]
    public fixed byte ki_s[AddressSize];

    [FieldOffset(336)]
    public fixed byte ki_d[AddressSize];
}
