using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>
/// Numbers of pages and counters of the virtual memory system (uvm/uvmexp.h): the fields whose offsets are the same since 7.0.
/// </summary>
[NativeLayout("uvmexp")]
[StructLayout(LayoutKind.Explicit, Size = 344)]
internal struct MemoryCounters
{
    [FieldOffset(16)]
    public int free;

    [FieldOffset(20)]
    public int active;

    [FieldOffset(24)]
    public int inactive;

    [FieldOffset(32)]
    public int wired;

    [FieldOffset(140)]
    public uint intrs;

    [FieldOffset(144)]
    public uint swtch;

    [FieldOffset(148)]
    public uint softs;

    [FieldOffset(152)]
    public uint syscalls;

    [FieldOffset(168)]
    public uint pgswapin;

    [FieldOffset(172)]
    public uint pgswapout;
}

/// <summary>The buffer cache (sys/mount.h): its first fields, which are the same in all versions.</summary>
[NativeLayout("bcachestats", IsPrefix = true)]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct BufferCache
{
    [FieldOffset(8)]
    public long numbufpages;
}
