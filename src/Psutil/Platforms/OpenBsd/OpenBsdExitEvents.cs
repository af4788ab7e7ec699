using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.OpenBsd.Interop;
using Libc = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.OpenBsd;

/// <summary>OpenBSD's kqueue, which tells how any process ended, whoever started it.</summary>
internal sealed unsafe class OpenBsdExitEvents : ExitEvents
{
    private const int EventsAtOnce = 16;

    public static OpenBsdExitEvents Shared { get; } = new();

    protected override int Add(SafeFileHandle queue, int pid)
    {
        KernelEvent change = new()
        {
            ident = (nuint)pid,
            filter = KernelEvent.EVFILT_PROC,
            flags = KernelEvent.EV_ADD | KernelEvent.EV_ONESHOT,
            fflags = KernelEvent.NOTE_EXIT,
        };
        return Libc.WaitForEvents(queue, &change, 1, null, 0, null);
    }

    protected override int Wait(SafeFileHandle queue, Span<ProcessEnd> ends, TimeSpan? timeout)
    {
        KernelEvent* events = stackalloc KernelEvent[EventsAtOnce];
        TimeSpecification time = TimeSpecification.From(timeout.GetValueOrDefault());
        int count = Libc.WaitForEvents(queue, null, 0, events, Math.Min(ends.Length, EventsAtOnce), timeout is null ? null : &time);
        for (int index = 0; index < count; index++)
        {
            ends[index] = new ProcessEnd((int)events[index].ident, (events[index].flags & KernelEvent.EV_ERROR) != 0 ? null : (int)events[index].data);
        }

        return count;
    }
}
