using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>A kernel event as one system lays it out.</summary>
internal unsafe interface IKernelEvent<TSelf>
    where TSelf : unmanaged, IKernelEvent<TSelf>
{
    /// <summary>What asks to be told, once, of the end of a process.</summary>
    /// <param name="pid">Whose.</param>
    /// <param name="withStatus">Whether to be told how it ended too, where the kernel wants to be asked for that.</param>
    static abstract TSelf ForEndOf(int pid, bool withStatus);

    /// <summary>Asks for events and waits for them: how many came, 0 if the time was up, or the negated errno.</summary>
    static virtual int Exchange(
        SafeFileHandle queue,
        TSelf* changes,
        int changeCount,
        TSelf* events,
        int eventCount,
        TimeSpecification* timeout
    ) => Libc.WaitForEvents(queue, changes, changeCount, events, eventCount, timeout);

    /// <summary>What the event tells of the end of a process.</summary>
    ProcessEnd ToEnd();
}
