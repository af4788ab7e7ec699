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
    // RTLD_DEFAULT of <dlfcn.h>.
    private const nint EveryLibrary = -2;

    /// <summary>Whether the C library has the functions of NetBSD 10, which fill a longer <c>struct statvfs</c>.</summary>
    public static bool HasLongFileSystemEntries()
    {
        fixed (byte* name = "__getvfsstat90\0"u8)
        {
            return dlsym(EveryLibrary, name) != 0;
        }
    }

    /// <summary>The mounted file systems, as many as fit, without waiting for them.</summary>
    public static int GetFileSystems(Span<byte> buffer, bool longEntries)
    {
        fixed (byte* pointer = buffer)
        {
            return Common.Result(
                longEntries
                    ? __getvfsstat90(pointer, (nuint)buffer.Length, MachineNumbers.MNT_NOWAIT)
                    : getvfsstat(pointer, (nuint)buffer.Length, MachineNumbers.MNT_NOWAIT)
            );
        }
    }

    /// <summary>
    /// The file system that holds a path, in a buffer with room for an entry. It may never return if the file system is on another machine.
    /// </summary>
    public static int GetFileSystem(ReadOnlySpan<byte> path, Span<byte> entry, bool longEntries)
    {
        fixed (
            byte* pathPointer = path,
                pointer = entry
        )
        {
            return Common.Result(longEntries ? __statvfs90(pathPointer, pointer) : statvfs(pathPointer, pointer));
        }
    }

    /// <summary>The swap devices, or the negated errno.</summary>
    public static int GetSwapDevices(out SwapDevice[] devices)
    {
        devices = new SwapDevice[Math.Max(0, Common.Result(swapctl(MachineNumbers.SWAP_NSWAP, null, 0)))];
        fixed (SwapDevice* pointer = devices)
        {
            return devices.Length == 0 ? 0 : Common.Result(swapctl(MachineNumbers.SWAP_STATS, pointer, devices.Length));
        }
    }

    /// <summary>What a path leads to.</summary>
    public static int GetFileStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = default;
        fixed (byte* pathPointer = path)
        fixed (FileStatus* pointer = &status)
        {
            return Common.Result(__stat50(pathPointer, pointer));
        }
    }

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
    private static partial int __getvfsstat90(byte* buffer, nuint size, int mode);

    [LibraryImport(Common.Library)]
    private static partial int getvfsstat(byte* buffer, nuint size, int mode);

    [LibraryImport(Common.Library)]
    private static partial int __statvfs90(byte* path, byte* entry);

    [LibraryImport(Common.Library)]
    private static partial int statvfs(byte* path, byte* entry);

    [LibraryImport(Common.Library)]
    private static partial int swapctl(int command, void* argument, int count);

    [LibraryImport(Common.Library)]
    private static partial int __stat50(byte* path, FileStatus* status);

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

    [LibraryImport(Common.Library)]
    private static partial nint dlsym(nint library, byte* name);
}
