using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>The functions that OpenBSD's C library has besides the common ones.</summary>
internal static unsafe partial class Libc
{
    /// <summary>A character device's name below <c>/dev</c>; <c>??</c> if it has none.</summary>
    public static ReadOnlySpan<byte> GetDeviceName(int device)
    {
        // S_IFCHR of <sys/stat.h>.
        const uint CharacterDevice = 0x2000;
        byte* name = devname(device, CharacterDevice);
        return name == null ? [] : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
    }

    /// <summary>The mounted file systems, as many as fit, without waiting for them.</summary>
    public static int GetFileSystems(Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            return Common.Result(getfsstat(pointer, (nuint)buffer.Length, MachineNumbers.MNT_NOWAIT));
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

    /// <summary>The swap devices, or the negated errno.</summary>
    public static int GetSwapDevices(out SwapDevice[] devices)
    {
        devices = new SwapDevice[Math.Max(0, Common.Result(swapctl(MachineNumbers.SWAP_NSWAP, null, 0)))];
        fixed (SwapDevice* pointer = devices)
        {
            return devices.Length == 0 ? 0 : Common.Result(swapctl(MachineNumbers.SWAP_STATS, pointer, devices.Length));
        }
    }

    [LibraryImport(Common.Library)]
    private static partial byte* devname(int device, uint mode);

    [LibraryImport(Common.Library)]
    private static partial int getfsstat(byte* buffer, nuint size, int mode);

    [LibraryImport(Common.Library)]
    private static partial int statvfs(byte* path, FileSystemSpace* space);

    [LibraryImport(Common.Library)]
    private static partial int swapctl(int command, void* argument, int count);
}
