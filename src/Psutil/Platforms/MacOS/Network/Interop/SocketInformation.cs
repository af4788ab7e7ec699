using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A socket (sys/proc_info.h).</summary>
[NativeLayout("socket_info")]
[StructLayout(LayoutKind.Explicit, Size = 768)]
internal unsafe struct SocketInformation
{
    public const int ProtocolSize = 528;

    [FieldOffset(152)]
    public int soi_type;

    [FieldOffset(160)]
    public int soi_family;

    /// <summary>Which structure <see cref="soi_proto"/> holds.</summary>
    [FieldOffset(232)]
    public int soi_kind;

    [FieldOffset(240)]
    public fixed byte soi_proto[ProtocolSize];
}
