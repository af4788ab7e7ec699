using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>
/// Numbers of pages and counters of the virtual memory system (uvm/uvm_extern.h): the fields of NetBSD 9. Later versions have more at the
/// end.
/// </summary>
[NativeLayout("uvmexp_sysctl", IsPrefix = true)]
[StructLayout(LayoutKind.Explicit, Size = 632)]
internal struct MemoryCounters
{
    [FieldOffset(0)]
    public long pagesize;

    [FieldOffset(24)]
    public long npages;

    [FieldOffset(32)]
    public long free;

    [FieldOffset(40)]
    public long active;

    [FieldOffset(48)]
    public long inactive;

    [FieldOffset(64)]
    public long wired;

    [FieldOffset(208)]
    public long intrs;

    [FieldOffset(216)]
    public long swtch;

    [FieldOffset(224)]
    public long softs;

    [FieldOffset(232)]
    public long syscalls;

    [FieldOffset(264)]
    public long pgswapin;

    [FieldOffset(272)]
    public long pgswapout;

    [FieldOffset(576)]
    public long filepages;

    [FieldOffset(584)]
    public long execpages;
}
