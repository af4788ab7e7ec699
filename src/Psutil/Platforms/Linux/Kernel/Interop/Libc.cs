using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>
/// The C library, with the kernel's convention: each call returns the result or the negated errno. This file has what all use; the calls
/// are in <c>Libc.*.cs</c> by subject.
/// </summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";

    // From <unistd.h>; the same in glibc and musl.
    private const int ClockTicksName = 2;
    private const int PageSizeName = 30;

    /// <summary>Ticks per second of the times in <c>/proc</c> (USER_HZ).</summary>
    public static long ClockTicksPerSecond { get; } = sysconf(ClockTicksName) is > 0 and var ticks ? (long)ticks : 100;

    /// <summary>Bytes per page.</summary>
    public static long PageSize { get; } = sysconf(PageSizeName) is > 0 and var size ? (long)size : Environment.SystemPageSize;

    /// <summary>
    /// The result of a call, or its negated errno. Call it right after the call, before anything else can change errno.
    /// </summary>
    private static int Result(nint result) => result < 0 ? -Marshal.GetLastSystemError() : (int)result;

    [LibraryImport(Library)]
    private static partial nint sysconf(int name);

    [LibraryImport(Library)]
    private static partial nint syscall(nint number, nint a, nint b, nint c, nint d, nint e);
}
