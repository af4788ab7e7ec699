using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;
using Libc = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.MacOS;

/// <summary>macOS's kqueue, which tells the end of any process, and how it ended of our own children alone.</summary>
internal sealed unsafe class MacOSExitEvents : ExitEvents
{
    private const int EventsAtOnce = 16;

    public static MacOSExitEvents Shared { get; } = new();

    protected override int Add(SafeFileHandle queue, int pid)
    {
        int result = Add(queue, pid, KernelEvent.NOTE_EXIT | KernelEvent.NOTE_EXITSTATUS);

        // The status of somebody else's child is refused.
        return result is -Errno.EACCES or -Errno.EPERM ? Add(queue, pid, KernelEvent.NOTE_EXIT) : result;
    }

    protected override int Wait(SafeFileHandle queue, Span<ProcessEnd> ends, TimeSpan? timeout)
    {
        KernelEvent* events = stackalloc KernelEvent[EventsAtOnce];
        TimeSpecification time = TimeSpecification.From(timeout.GetValueOrDefault());
        int count = Libc.WaitForEvents(queue, null, 0, events, Math.Min(ends.Length, EventsAtOnce), timeout is null ? null : &time);
        for (int index = 0; index < count; index++)
        {
            bool hasStatus = (events[index].fflags & KernelEvent.NOTE_EXITSTATUS) != 0 && (events[index].flags & KernelEvent.EV_ERROR) == 0;
            ends[index] = new ProcessEnd((int)events[index].ident, hasStatus ? (int)events[index].data : null);
        }

        return count;
    }

    private static int Add(SafeFileHandle queue, int pid, uint notes)
    {
        KernelEvent change = new() { ident = (nuint)pid, filter = KernelEvent.EVFILT_PROC, flags = KernelEvent.EV_ADD | KernelEvent.EV_ONESHOT, fflags = notes };
        return Libc.WaitForEvents(queue, &change, 1, null, 0, null);
    }
}
