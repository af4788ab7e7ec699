using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>A kernel event as one system lays it out (<c>struct kevent</c>): what is asked for, and what happened.</summary>
internal unsafe interface IKernelEvent<TSelf>
    where TSelf : unmanaged, IKernelEvent<TSelf>
{
    /// <summary>An event of the filter <c>EVFILT_PROC</c>.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="flags">What the kernel shall do: <c>EV_…</c></param>
    /// <param name="notes">What of the process is asked for: <c>NOTE_…</c></param>
    static abstract TSelf OfProcess(int pid, uint flags, uint notes);

    /// <summary>Asks for events and waits for them: how many came, 0 if the time was up, or the negated errno.</summary>
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

    /// <summary>Of the end of a process: its status as <c>wait(2)</c> has it.</summary>
    int Data { get; }
}
