using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>The kqueue of a system whose events are laid out in one way.</summary>
internal sealed unsafe class KernelExitEvents<TEvent> : ExitEvents
    where TEvent : unmanaged, IKernelEvent<TEvent>
{
    private const int EventsAtOnce = 16;

    protected override int Add(SafeFileHandle queue, int pid)
    {
        int result = Add(queue, TEvent.ForEndOf(pid, withStatus: true));

        // macOS tells everybody the end of a process, and how it ended to its parent alone.
        return result is -Errno.EACCES or -Errno.EPERM ? Add(queue, TEvent.ForEndOf(pid, withStatus: false)) : result;
    }

    protected override int Wait(SafeFileHandle queue, Span<ProcessEnd> ends, TimeSpan? timeout)
    {
        TEvent* events = stackalloc TEvent[EventsAtOnce];
        TimeSpecification time = TimeSpecification.From(timeout.GetValueOrDefault());
        int count = TEvent.Exchange(queue, null, 0, events, Math.Min(ends.Length, EventsAtOnce), timeout is null ? null : &time);
        for (int index = 0; index < count; index++)
        {
            ends[index] = events[index].ToEnd();
        }

        return count;
    }

    private static int Add(SafeFileHandle queue, TEvent change) => TEvent.Exchange(queue, &change, 1, null, 0, null);
}
