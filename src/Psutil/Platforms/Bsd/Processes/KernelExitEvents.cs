using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>The kqueue of a system with one layout of events.</summary>
/// <param name="statusNote">The note that requests the exit status, if the system needs it (macOS, which reports the end to every process,
/// but the exit code only to the parent); 0 if every event of an end has the status.</param>
internal sealed unsafe class KernelExitEvents<TEvent>(uint statusNote = 0) : ExitEvents
    where TEvent : unmanaged, IKernelEvent<TEvent>
{
    private const int EventsAtOnce = 16;

    protected override int Add(SafeFileHandle queue, int pid)
    {
        int result = Add(queue, pid, KernelEventNumbers.NOTE_EXIT | statusNote);
        return statusNote != 0 && result is (-Errno.EACCES or -Errno.EPERM) ? Add(queue, pid, KernelEventNumbers.NOTE_EXIT) : result;
    }

    protected override int Wait(SafeFileHandle queue, Span<ProcessEnd> ends, TimeSpan? timeout)
    {
        TEvent* events = stackalloc TEvent[EventsAtOnce];
        TimeSpecification time = TimeSpecification.From(timeout.GetValueOrDefault());
        int count = TEvent.Exchange(queue, null, 0, events, Math.Min(ends.Length, EventsAtOnce), timeout is null ? null : &time);
        for (int index = 0; index < count; index++)
        {
            ends[index] = ToEnd(events[index]);
        }

        return count;
    }

    private static int Add(SafeFileHandle queue, int pid, uint notes)
    {
        TEvent change = TEvent.OfProcess(pid, KernelEventNumbers.EV_ADD | KernelEventNumbers.EV_ONESHOT, notes);
        return TEvent.Exchange(queue, &change, 1, null, 0, null);
    }

    private ProcessEnd ToEnd(TEvent happened) =>
        new(
            happened.Pid,
            (happened.Flags & KernelEventNumbers.EV_ERROR) != 0 || (happened.Notes & statusNote) != statusNote ? null : happened.Data
        );
}
