using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>A kernel event in the layout of one system (<c>struct kevent</c>), for a request and for its result.</summary>
internal unsafe interface IKernelEvent<TSelf>
    where TSelf : unmanaged, IKernelEvent<TSelf>
{
    /// <summary>A request for events of a process (<c>EVFILT_PROC</c>).</summary>
    /// <param name="pid">The process.</param>
    /// <param name="flags">The action: <c>EV_…</c></param>
    /// <param name="notes">The requested events: <c>NOTE_…</c></param>
    static abstract TSelf OfProcess(int pid, uint flags, uint notes);

    /// <summary>Requests events and waits for them. Returns how many arrived, 0 on timeout, or the negated errno.</summary>
    static virtual int Exchange(
        SafeFileHandle queue,
        TSelf* changes,
        int changeCount,
        TSelf* events,
        int eventCount,
        TimeSpecification* timeout
    ) => Libc.WaitForEvents(queue, changes, changeCount, events, eventCount, timeout);

    int Pid { get; }

    uint Flags { get; }

    uint Notes { get; }

    /// <summary>For the end of a process: its status as <c>wait(2)</c> returns it.</summary>
    int Data { get; }
}
