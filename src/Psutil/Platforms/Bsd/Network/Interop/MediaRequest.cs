using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>The request for an interface's medium (<c>struct ifmediareq</c>), in the layout of one system.</summary>
internal interface IMediaRequest
{
    /// <summary>The requests that fill it; if one is not supported, the next is tried.</summary>
    static abstract ReadOnlySpan<uint> Requests { get; }

    /// <summary>The field for the interface's name and its NUL.</summary>
    [UnscopedRef]
    Span<byte> Name { get; }

    /// <summary>Whether the link is active (<c>IFM_ACTIVE</c>).</summary>
    bool IsActive { get; }

    /// <summary><c>IFM_FDX</c>.</summary>
    bool IsFullDuplex { get; }

    /// <summary><c>IFM_HDX</c>.</summary>
    bool IsHalfDuplex { get; }
}

/// <summary>The structure of <c>SIOCGIFMEDIA</c> on FreeBSD and NetBSD (net/if.h).</summary>
[NativeLayout("ifmediareq", Systems = BsdSystems.FreeBsd | BsdSystems.NetBsd)]
[StructLayout(LayoutKind.Explicit, Size = 48)]
internal unsafe struct MediaRequest : IMediaRequest
{
    public const int IFM_ACTIVE = 0x2;
    public const int IFM_FDX = 0x100000;
    public const int IFM_HDX = 0x200000;
    public const int IFNAMSIZ = 16;
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

    public readonly bool IsActive => (ifm_status & IFM_ACTIVE) != 0;

    public readonly bool IsFullDuplex => (ifm_active & IFM_FDX) != 0;

    public readonly bool IsHalfDuplex => (ifm_active & IFM_HDX) != 0;
}
