using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd;

/// <summary>The memory of a NetBSD machine: <c>vm.uvmexp2</c> and <c>swapctl</c>.</summary>
internal sealed class NetBsdMemory(BsdPageSize pageSize) : Memory
{
    private static readonly SysctlNode Counters = new("vm.uvmexp2", SysctlNumbers.CTL_VM, MachineNumbers.VM_UVMEXP2);
    private static readonly SysctlNode Totals = new("vm.vmmeter", SysctlNumbers.CTL_VM, SysctlNumbers.VM_METER);

    public override VirtualMemory GetVirtual()
    {
        MemoryCounters counters = Counters.GetPrefix<MemoryCounters>();
        long page = counters.pagesize;
        long total = counters.npages * page;

        // As in htop: the sum of all reclaimable pages can be more than the total.
        long used = (counters.active + counters.wired) * page;
        return new VirtualMemory
        {
            Total = total,
            Available = total - used,
            Used = used,
            Free = counters.free * page,
            Active = counters.active * page,
            Inactive = counters.inactive * page,
            Wired = counters.wired * page,
            Buffers = counters.filepages * page,
            Cached = (counters.filepages + counters.execpages) * page,
            Shared = Totals.Get<MemoryTotals>().t_rmshr * page,
        };
    }

    public override NativeHeapInfo? GetNativeHeap() => BsdNativeHeap.GetInfo();

    public override bool? TrimNativeHeap() => BsdNativeHeap.Trim();

    public override SwapMemory GetSwap()
    {
        MemoryCounters counters = Counters.GetPrefix<MemoryCounters>();
        return BsdSwap.Read<SwapDevice>(counters.pgswapin * pageSize.Bytes, counters.pgswapout * pageSize.Bytes);
    }
}
