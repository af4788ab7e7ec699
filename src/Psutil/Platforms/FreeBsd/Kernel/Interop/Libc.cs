using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>
/// The functions that FreeBSD's C library has besides the common ones. The symbols are versioned: a plain name is the newest.
/// </summary>
internal static unsafe partial class Libc
{
    /// <summary>The CPUs that a process may run on, one bit each; ERANGE if the mask's size is not one that the kernel takes.</summary>
    public static int GetAffinity(int pid, Span<byte> mask)
    {
        fixed (byte* pointer = mask)
        {
            return Common.Result(
                cpuset_getaffinity(ProcessNumbers.CPU_LEVEL_WHICH, ProcessNumbers.CPU_WHICH_PID, pid, (nuint)mask.Length, pointer)
            );
        }
    }

    /// <summary>Sets the CPUs that a process may run on.</summary>
    public static int SetAffinity(int pid, ReadOnlySpan<byte> mask)
    {
        fixed (byte* pointer = mask)
        {
            return Common.Result(
                cpuset_setaffinity(ProcessNumbers.CPU_LEVEL_WHICH, ProcessNumbers.CPU_WHICH_PID, pid, (nuint)mask.Length, pointer)
            );
        }
    }

    /// <summary>A character device's name below <c>/dev</c>; what has no name gets one that begins with <c>#</c>.</summary>
    public static ReadOnlySpan<byte> GetDeviceName(ulong device, Span<byte> buffer)
    {
        // S_IFCHR of <sys/stat.h>.
        const ushort CharacterDevice = 0x2000;
        fixed (byte* pointer = buffer)
        {
            return devname_r(device, CharacterDevice, pointer, buffer.Length) == 0 ? [] : Bsd.Interop.NativeText.UpToNul(buffer);
        }
    }

    /// <summary>The mounted file systems, as many as fit; how many there are if the buffer is empty. Does not wait for them.</summary>
    public static int GetFileSystems(Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            return Common.Result(getfsstat(pointer, buffer.Length, FileSystemNumbers.MNT_NOWAIT));
        }
    }

    /// <summary>The space of the file system that holds a path. It may never return if the file system is on another machine.</summary>
    public static int GetFileSystem(ReadOnlySpan<byte> path, out FileSystemSpace space)
    {
        space = default;
        fixed (byte* pathPointer = path)
        fixed (FileSystemSpace* pointer = &space)
        {
            return Common.Result(statvfs(pathPointer, pointer));
        }
    }

    [LibraryImport(Common.Library)]
    private static partial int cpuset_getaffinity(int level, int which, long id, nuint size, byte* mask);

    [LibraryImport(Common.Library)]
    private static partial int cpuset_setaffinity(int level, int which, long id, nuint size, byte* mask);

    [LibraryImport(Common.Library)]
    private static partial nint devname_r(ulong device, ushort mode, byte* buffer, int size);

    [LibraryImport(Common.Library)]
    private static partial int getfsstat(byte* buffer, long size, int mode);

    [LibraryImport(Common.Library)]
    private static partial int statvfs(byte* path, FileSystemSpace* space);
}
