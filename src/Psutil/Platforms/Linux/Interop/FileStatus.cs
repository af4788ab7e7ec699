using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>The beginning of <c>struct statx</c> (linux/stat.h), whose layout is the same everywhere; 256 bytes in all.</summary>
[StructLayout(LayoutKind.Sequential, Size = 256)]
internal struct FileStatus
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    public uint Mask;
    public uint BlockSize;
    public ulong Attributes;
    public uint LinkCount;
    public uint UserId;
    public uint GroupId;
    public ushort Mode;
    private readonly ushort _padding;
    public ulong Inode;
    public ulong Size;

    public readonly bool IsRegularFile => (Mode & TypeMask) == Regular;
}
