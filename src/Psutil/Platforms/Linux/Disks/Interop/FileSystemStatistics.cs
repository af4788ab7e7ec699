using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>struct statvfs (<c>sys/statvfs.h</c>): glibc and musl agree up to the fields used here, and on the whole size.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileSystemStatistics
{
    public nuint BlockSize;

    /// <summary>The unit of the block counts.</summary>
    public nuint FragmentSize;

    public ulong Blocks;
    public ulong FreeBlocks;

    /// <summary>Those that an unprivileged user may take.</summary>
    public ulong AvailableBlocks;

    public ulong Files;
    public ulong FreeFiles;
    public ulong AvailableFiles;

    // f_fsid, f_flag, f_namemax and the spare room after them, 48 bytes on 64-bit systems.
    private fixed ulong _rest[6];
}
