using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // AT_STATX_DONT_SYNC and AT_NO_AUTOMOUNT: use cached attributes, so that the call does not wait for a network server.
    private const int DoNotSynchronize = 0x4000;
    private const int DoNotMount = 0x800;
    private const int CurrentDirectory = -100;

    // AT_EMPTY_PATH (the descriptor itself), STATX_INO and STATX_CTIME (linux/stat.h).
    private const int EmptyPath = 0x1000;
    private const int InodeNumber = 0x100;
    private const int ChangeTime = 0x80;
    private const int TypeLinksAndInode = 0x1 | 0x4 | 0x100;

    // STATX_TYPE and STATX_UID.
    private const int TypeAndUser = 0x1 | 0x8;

    // STATX_MNT_ID: Linux 5.8; without an effect before.
    private const int Mount = 0x1000;

    /// <summary>
    /// The type, link count, device and inode of the file that a path leads to, without a request to a network server. Linux 4.11 and
    /// later; ENOSYS before.
    /// </summary>
    public static int GetFileStatus(SafeFileHandle directory, ReadOnlySpan<byte> path, out FileStatus status)
    {
        bool held = false;
        directory.DangerousAddRef(ref held);
        try
        {
            return GetFileStatus(directory.DangerousGetHandle(), path, out status);
        }
        finally
        {
            directory.DangerousRelease();
        }
    }

    /// <summary>The same for an absolute path.</summary>
    public static int GetFileStatus(ReadOnlySpan<byte> path, out FileStatus status) => GetFileStatus(CurrentDirectory, path, out status);

    /// <summary>The inode of an open file.</summary>
    public static int GetInode(SafeFileHandle descriptor, out long number)
    {
        bool held = false;
        descriptor.DangerousAddRef(ref held);
        try
        {
            int result = GetStatus(
                descriptor.DangerousGetHandle(),
                "\0"u8,
                DoNotSynchronize | EmptyPath,
                InodeNumber,
                out FileStatus status
            );
            number = (long)status.Inode;
            return result;
        }
        finally
        {
            descriptor.DangerousRelease();
        }
    }

    /// <summary>The stamp of an open file of <c>/proc/PID</c>: 0, or the negated errno.</summary>
    public static int GetStamp(int descriptor, out ProcFileStamp stamp)
    {
        int result = GetStatus(descriptor, "\0"u8, DoNotSynchronize | EmptyPath, InodeNumber | ChangeTime, out FileStatus status);
        stamp = new ProcFileStamp(status.Inode, status.ChangeSeconds, status.ChangeNanoseconds);
        return result;
    }

    /// <summary>The type, link count, device and inode of an open file.</summary>
    public static int GetFileStatus(int descriptor, out FileStatus status) =>
        GetStatus(descriptor, "\0"u8, DoNotSynchronize | EmptyPath, TypeLinksAndInode, out status);

    /// <summary>The type and the user of an open file.</summary>
    public static int GetFileOwner(int descriptor, out FileStatus status) =>
        GetStatus(descriptor, "\0"u8, DoNotSynchronize | EmptyPath, TypeAndUser, out status);

    private static int GetFileStatus(nint directory, ReadOnlySpan<byte> path, out FileStatus status) =>
        GetStatus(directory, path, DoNotSynchronize | DoNotMount, TypeLinksAndInode | Mount, out status);

    private static int GetStatus(nint directory, ReadOnlySpan<byte> path, int flags, int wanted, out FileStatus status)
    {
        status = default;
        fixed (byte* pathPointer = path)
        fixed (FileStatus* statusPointer = &status)
        {
            return Result(syscall(SystemCallNumbers.StatX, directory, (nint)pathPointer, flags, wanted, (nint)statusPointer));
        }
    }
}

/// <summary>The used part of <c>struct statx</c> (linux/stat.h), whose layout is the same everywhere; 256 bytes in all.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Directory = 0x4000;

    [FieldOffset(16)]
    public uint LinkCount;

    [FieldOffset(20)]
    public uint User;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Size;

    [FieldOffset(96)]
    public long ChangeSeconds;

    [FieldOffset(104)]
    public uint ChangeNanoseconds;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;

    /// <summary>The mount that the path led through; 0 if the kernel does not report it, or was not asked.</summary>
    [FieldOffset(144)]
    public ulong MountId;

    public readonly bool IsRegularFile => (Mode & TypeMask) == Regular;

    public readonly bool IsDirectory => (Mode & TypeMask) == Directory;
}
