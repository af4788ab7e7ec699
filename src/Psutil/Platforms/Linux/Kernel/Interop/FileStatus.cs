using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>What is used of <c>struct statx</c> (linux/stat.h), whose layout is the same everywhere; 256 bytes in all.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Directory = 0x4000;

    [FieldOffset(16)]
    public uint LinkCount;

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

    public readonly bool IsRegularFile => (Mode & TypeMask) == Regular;

    public readonly bool IsDirectory => (Mode & TypeMask) == Directory;
}
