using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A kernel event: what is asked for, and what happened (sys/event.h). FreeBSD 12 and later.</summary>
[NativeLayout("kevent")]
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct KernelEvent : IKernelEvent<KernelEvent>
{
    public const int EVFILT_PROC = -5;
    public const int EV_ADD = 0x1;
    public const int EV_ONESHOT = 0x10;
    public const int EV_ERROR = 0x4000;
    public const uint NOTE_EXIT = 0x80000000;

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

    public static KernelEvent ForEndOf(int pid, bool withStatus) =>
        new()
        {
            ident = (nuint)pid,
            filter = EVFILT_PROC,
            flags = EV_ADD | EV_ONESHOT,
            fflags = NOTE_EXIT,
        };

    public readonly ProcessEnd ToEnd() => new((int)ident, (flags & EV_ERROR) != 0 ? null : (int)data);
}
