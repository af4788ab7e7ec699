using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>Creates a queue of kernel events.</summary>
    public static int CreateEventQueue() => Result(kqueue());

    /// <summary>Requests events and waits for them. Returns how many arrived, 0 on timeout. NetBSD has another function.</summary>
    public static int WaitForEvents(
        SafeFileHandle queue,
        void* changes,
        int changeCount,
        void* events,
        int eventCount,
        TimeSpecification* timeout
    ) => Result(kevent(queue, changes, changeCount, events, eventCount, timeout));

    [LibraryImport(Library)]
    private static partial int kqueue();

    [LibraryImport(Library)]
    private static partial int kevent(
        SafeFileHandle queue,
        void* changes,
        int changeCount,
        void* events,
        int eventCount,
        TimeSpecification* timeout
    );
}

/// <summary>The common numbers of kernel events (sys/event.h).</summary>
internal static class KernelEventNumbers
{
    public const uint EV_ADD = 0x1;
    public const uint EV_ONESHOT = 0x10;
    public const uint EV_ERROR = 0x4000;
    public const uint NOTE_EXIT = 0x80000000;
}

/// <summary>A kernel event (sys/event.h). FreeBSD's is longer.</summary>
[NativeLayout("kevent", Systems = BsdSystems.OpenBsd | BsdSystems.MacOS)]
[NativeLayout("kevent", Systems = BsdSystems.FreeBsd, First = nameof(ident))]
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct KernelEvent : IKernelEvent<KernelEvent>
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

    public static KernelEvent OfProcess(int pid, uint flags, uint notes) =>
        new()
        {
            ident = (nuint)pid,
            filter = EVFILT_PROC,
            flags = (ushort)flags,
            fflags = notes,
        };
}
