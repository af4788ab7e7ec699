using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>A queue of kernel events.</summary>
    public static int CreateEventQueue() => Result(kqueue());

    /// <summary>Asks for events and waits for them: how many came, 0 if the time was up. NetBSD has a function of its own.</summary>
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
