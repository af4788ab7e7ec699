using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>
/// The functions of NetBSD's C library besides the common ones. A function whose structures changed has a new symbol, and the old symbol
/// keeps the old structures. They are in <c>Libc.*.cs</c> by subject.
/// </summary>
internal static unsafe partial class Libc
{
    public static int WaitForEvents(
        SafeFileHandle queue,
        void* changes,
        int changeCount,
        void* events,
        int eventCount,
        TimeSpecification* timeout
    ) => Common.Result(__kevent50(queue, changes, (nuint)changeCount, events, (nuint)eventCount, timeout));

    [LibraryImport(Common.Library)]
    private static partial int __kevent50(
        SafeFileHandle queue,
        void* changes,
        nuint changeCount,
        void* events,
        nuint eventCount,
        TimeSpecification* timeout
    );
}

/// <summary>
/// A kernel event (sys/event.h) in the function of NetBSD 5 to 10; later versions still have that function.
/// </summary>
[NativeLayout("kevent", Versions = "base,9,8.99.43")]
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal unsafe struct NetBsdKernelEvent : IKernelEvent<NetBsdKernelEvent>
{
    public const uint EVFILT_PROC = 4;

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

    public readonly int Pid => (int)ident;

    public readonly uint Flags => flags;

    public readonly uint Notes => fflags;

    public readonly int Data => (int)data;

    public static NetBsdKernelEvent OfProcess(int pid, uint flags, uint notes) =>
        new()
        {
            ident = (nuint)pid,
            filter = EVFILT_PROC,
            flags = flags,
            fflags = notes,
        };

    public static int Exchange(
        SafeFileHandle queue,
        NetBsdKernelEvent* changes,
        int changeCount,
        NetBsdKernelEvent* events,
        int eventCount,
        TimeSpecification* timeout
    ) => Libc.WaitForEvents(queue, changes, changeCount, events, eventCount, timeout);
}
