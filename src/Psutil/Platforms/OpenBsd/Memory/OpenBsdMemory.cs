using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd;

/// <summary>The memory of an OpenBSD machine: <c>vm.uvmexp</c>, <c>vfs.bcachestat</c> and <c>swapctl</c>.</summary>
internal sealed class OpenBsdMemory(BsdPageSize pageSize) : Memory
{
    private static readonly SysctlNode Size = new("hw.physmem64", SysctlNumbers.CTL_HW, MachineNumbers.HW_PHYSMEM64);
    private static readonly SysctlNode Counters = new("vm.uvmexp", SysctlNumbers.CTL_VM, MachineNumbers.VM_UVMEXP);
    private static readonly SysctlNode Totals = new("vm.vmmeter", SysctlNumbers.CTL_VM, SysctlNumbers.VM_METER);
    private static readonly SysctlNode Buffers = new(
        "vfs.bcachestat",
        MachineNumbers.CTL_VFS,
        MachineNumbers.VFS_GENERIC,
        MachineNumbers.VFS_BCACHESTAT
    );

    public override VirtualMemory GetVirtual()
    {
        MemoryCounters counters = Counters.GetPrefix<MemoryCounters>();
        long page = pageSize.Bytes;

        // The buffer cache is the only file cache, so it is both values.
        long buffers = Buffers.GetPrefix<BufferCache>().numbufpages * page;
        return new VirtualMemory
        {
            Total = Size.Get<long>(),
            Available = ((long)counters.inactive + counters.free) * page + buffers,
            Used = ((long)counters.active + counters.wired) * page + buffers,
            Free = counters.free * page,
            Active = counters.active * page,
            Inactive = counters.inactive * page,
            Wired = counters.wired * page,
            Buffers = buffers,
            Cached = buffers,
            Shared = Totals.Get<MemoryTotals>().t_rmshr * page,
        };
    }

    public override SwapMemory GetSwap()
    {
        MemoryCounters counters = Counters.GetPrefix<MemoryCounters>();
        return BsdSwap.Read<SwapDevice>(counters.pgswapin * pageSize.Bytes, counters.pgswapout * pageSize.Bytes);
    }
}
