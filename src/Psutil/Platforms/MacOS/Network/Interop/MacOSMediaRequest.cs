using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>The structure of <c>SIOCGIFMEDIA</c> (net/if.h). Packed to four bytes.</summary>
[NativeLayout("ifmediareq")]
[StructLayout(LayoutKind.Explicit, Size = 44, Pack = 4)]
internal unsafe struct MacOSMediaRequest : IMediaRequest
{
    public const int IFM_ACTIVE = 0x2;
    public const int IFM_FDX = 0x100000;
    public const int IFM_HDX = 0x200000;
    public const int IFNAMSIZ = 16;
    public const uint SIOCGIFMEDIA = 0xC02C6938;
    public const uint SIOCGIFXMEDIA = 0xC02C6948;

    [FieldOffset(0)]
    public fixed byte ifm_name[IFNAMSIZ];

    [FieldOffset(24)]
    public int ifm_status;

    [FieldOffset(28)]
    public int ifm_active;

    public static ReadOnlySpan<uint> Requests => [SIOCGIFXMEDIA, SIOCGIFMEDIA];

    [UnscopedRef]
    public Span<byte> Name => MemoryMarshal.CreateSpan(ref ifm_name[0], IFNAMSIZ);

    public readonly bool IsActive => (ifm_status & IFM_ACTIVE) != 0;

    public readonly bool IsFullDuplex => (ifm_active & IFM_FDX) != 0;

    public readonly bool IsHalfDuplex => (ifm_active & IFM_HDX) != 0;
}
