using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>What <c>SIOCGIFMEDIA</c> fills (net/if.h).</summary>
[NativeLayout("ifmediareq")]
[StructLayout(LayoutKind.Explicit, Size = 48)]
internal unsafe struct MediaRequest : IMediaRequest
{
    public const int IFNAMSIZ = 16;
    public const int IFM_ACTIVE = 0x2;
    public const int IFM_FDX = 0x100000;
    public const int IFM_HDX = 0x200000;
    public const uint SIOCGIFMEDIA = 0xC0306938;

    [FieldOffset(0)]
    public fixed byte ifm_name[IFNAMSIZ];

    [FieldOffset(24)]
    public int ifm_status;

    [FieldOffset(28)]
    public int ifm_active;

    public static ReadOnlySpan<uint> Requests => [SIOCGIFMEDIA];

    [UnscopedRef]
    public Span<byte> Name => MemoryMarshal.CreateSpan(ref ifm_name[0], IFNAMSIZ);

    public readonly InterfaceDuplex? Duplex =>
        (ifm_status & IFM_ACTIVE) == 0 ? null
        : (ifm_active & IFM_FDX) != 0 ? InterfaceDuplex.Full
        : (ifm_active & IFM_HDX) != 0 ? InterfaceDuplex.Half
        : null;
}
