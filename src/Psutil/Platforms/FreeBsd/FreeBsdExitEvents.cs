using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;
using Libc = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.FreeBsd;

/// <summary>FreeBSD's kqueue, which tells how any process ended, whoever started it.</summary>
internal sealed unsafe class FreeBsdExitEvents : ExitEvents
{
    private const int EventsAtOnce = 16;

    public static FreeBsdExitEvents Shared { get; } = new();

    protected override int Add(SafeFileHandle queue, int pid)
    {
        KernelEvent change = new()
        {
            ident = (nuint)pid,
            filter = EventNumbers.EVFILT_PROC,
            flags = EventNumbers.EV_ADD | EventNumbers.EV_ONESHOT,
            fflags = EventNumbers.NOTE_EXIT,
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
            bool failed = (events[index].flags & EventNumbers.EV_ERROR) != 0;
            ends[index] = new ProcessEnd((int)events[index].ident, failed ? null : (int)events[index].data);
        }

        return count;
    }
}
