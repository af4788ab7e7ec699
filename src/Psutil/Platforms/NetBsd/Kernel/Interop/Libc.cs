using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>
/// The functions that NetBSD's C library has besides the common ones. What changed its structures was renamed: a plain name is what
/// programs of the year it was built in called.
/// </summary>
internal static unsafe partial class Libc
{
    public static int WaitForEvents(
        SafeFileHandle queue,
        void* changes,
        int changeCount,
        void* events,
        int eventCount,
        TimeSpecification* timeout
    ) => Common.Result(__kevent50(queue, changes, (nuint)changeCount, events, (nuint)eventCount, timeout));

    public static int CreateSocket(int family, int type) => Common.Result(__socket30(family, type, 0));

    public static string? GetUserName(uint id) => Common.GetUserName(id, &__getpwuid_r50);

    /// <summary>The next entry of the login database; 0 at its end.</summary>
    public static nint ReadLogin() => __getutxent50();

    [LibraryImport(Common.Library)]
    private static partial int __kevent50(
        SafeFileHandle queue,
        void* changes,
        nuint changeCount,
        void* events,
        nuint eventCount,
        TimeSpecification* timeout
    );

    [LibraryImport(Common.Library)]
    private static partial int __socket30(int family, int type, int protocol);

    [LibraryImport(Common.Library)]
    private static partial int __getpwuid_r50(uint id, void* entry, byte* buffer, nuint size, void** result);

    [LibraryImport(Common.Library)]
    private static partial nint __getutxent50();
}
