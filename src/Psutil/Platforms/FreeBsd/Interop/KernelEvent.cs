using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A kernel event: what is asked for, and what happened (sys/event.h). FreeBSD 12 and later.</summary>
[NativeLayout("kevent")]
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct KernelEvent
{
    [FieldOffset(0)]
    public nuint ident;

    [FieldOffset(8)]
    public short filter;

    [FieldOffset(10)]
    public ushort flags;

    [FieldOffset(12)]
    public uint fflags;

    [FieldOffset(16)]
    public long data;
}
