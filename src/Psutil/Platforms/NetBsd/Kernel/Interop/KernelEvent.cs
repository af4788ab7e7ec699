using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>
/// A kernel event: what is asked for, and what happened (sys/event.h), as the function of NetBSD 5 to 10 has it; later ones keep that
/// function.
/// </summary>
[NativeLayout("kevent", Versions = "base,9,8.99.43")]
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal unsafe struct KernelEvent : IKernelEvent<KernelEvent>
{
    public const uint EVFILT_PROC = 4;
    public const uint EV_ADD = 0x1;
    public const uint EV_ONESHOT = 0x10;
    public const uint EV_ERROR = 0x4000;
    public const uint NOTE_EXIT = 0x80000000;

    [FieldOffset(0)]
    public nuint ident;

    [FieldOffset(8)]
    public uint filter;

    [FieldOffset(12)]
    public uint flags;

    [FieldOffset(16)]
    public uint fflags;

    [FieldOffset(24)]
    public long data;

    public static KernelEvent ForEndOf(int pid, bool withStatus) =>
        new()
        {
            ident = (nuint)pid,
            filter = EVFILT_PROC,
            flags = EV_ADD | EV_ONESHOT,
            fflags = NOTE_EXIT,
        };

    public static int Exchange(
        SafeFileHandle queue,
        KernelEvent* changes,
        int changeCount,
        KernelEvent* events,
        int eventCount,
        TimeSpecification* timeout
    ) => Libc.WaitForEvents(queue, changes, changeCount, events, eventCount, timeout);

    public readonly ProcessEnd ToEnd() => new((int)ident, (flags & EV_ERROR) != 0 ? null : (int)data);
}
