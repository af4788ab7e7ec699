using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A kernel event of FreeBSD 12 and later (sys/event.h): longer than the other systems'.</summary>
[NativeLayout("kevent")]
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct FreeBsdKernelEvent : IKernelEvent<FreeBsdKernelEvent>
{
    public const int EVFILT_PROC = -5;

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

    public readonly int Pid => (int)ident;

    public readonly uint Flags => flags;

    public readonly uint Notes => fflags;

    public readonly int Data => (int)data;

    public static FreeBsdKernelEvent OfProcess(int pid, uint flags, uint notes) =>
        new()
        {
            ident = (nuint)pid,
            filter = EVFILT_PROC,
            flags = (ushort)flags,
            fflags = notes,
        };
}
