using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A UNIX socket (sys/proc_info.h): both ends as <c>struct sockaddr_un</c>, the second at an odd offset.</summary>
[NativeLayout("un_sockinfo")]
[StructLayout(LayoutKind.Explicit, Size = 528)]
internal unsafe struct UnixSocket
{
    public const int AddressSize = 255;

    [FieldOffset(16)]
    public fixed byte unsi_addr[AddressSize];

    [FieldOffset(271)]
    public fixed byte unsi_caddr[AddressSize];
}
