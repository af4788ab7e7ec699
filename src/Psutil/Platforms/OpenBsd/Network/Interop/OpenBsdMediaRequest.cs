using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>The structure of <c>SIOCGIFMEDIA</c> (net/if.h), with 64-bit words only on this system.</summary>
[NativeLayout("ifmediareq")]
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal unsafe struct OpenBsdMediaRequest : IMediaRequest
{
    public const int IFNAMSIZ = 16;
    public const ulong IFM_ACTIVE = 0x2;
    public const ulong IFM_FDX = 0x10000000000;
    public const ulong IFM_HDX = 0x20000000000;
    public const uint SIOCGIFMEDIA = 0xC0406938;

    [FieldOffset(0)]
    public fixed byte ifm_name[IFNAMSIZ];

    [FieldOffset(32)]
    public ulong ifm_status;

    [FieldOffset(40)]
    public ulong ifm_active;

    public static ReadOnlySpan<uint> Requests => [SIOCGIFMEDIA];

    [UnscopedRef]
    public Span<byte> Name => MemoryMarshal.CreateSpan(ref ifm_name[0], IFNAMSIZ);

    public readonly bool IsActive => (ifm_status & IFM_ACTIVE) != 0;

    public readonly bool IsFullDuplex => (ifm_active & IFM_FDX) != 0;

    public readonly bool IsHalfDuplex => (ifm_active & IFM_HDX) != 0;
}
