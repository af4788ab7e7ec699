using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A socket in the kernel's lists (sys/socketvar.h).</summary>
[NativeLayout("xsocket")]
[StructLayout(LayoutKind.Explicit, Size = 240)]
internal struct SocketInformation
{
    /// <summary>Its address in the kernel, to which a descriptor points.</summary>
    [FieldOffset(8)]
    public ulong xso_so;
}

/// <summary>A UNIX socket in the kernel's list (sys/unpcb.h).</summary>
[NativeLayout("xunpcb")]
[StructLayout(LayoutKind.Explicit, Size = 904)]
internal unsafe struct UnixSocket
{
    public const int AddressSize = 106;

    [FieldOffset(0)]
    public ulong xu_len;

    /// <summary>A <c>struct sockaddr_un</c>.</summary>
    [FieldOffset(152)]
    public fixed byte xu_addr[AddressSize];

    /// <summary>The peer's address in the kernel.</summary>
    [FieldOffset(408)]
    public fixed byte xu_caddr[AddressSize];

    [FieldOffset(664)]
    public SocketInformation xu_socket;
}
