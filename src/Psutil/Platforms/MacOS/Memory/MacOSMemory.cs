using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;
using Libc = Psutil.Platforms.MacOS.Interop.Libc;

namespace Psutil.Platforms.MacOS;

/// <summary>The memory of a Mac: <c>host_statistics64</c>, <c>hw.memsize</c> and <c>vm.swapusage</c>.</summary>
internal sealed class MacOSMemory(BsdPageSize pageSize) : Memory
{
    private static readonly SysctlNode Size = new("hw.memsize", SysctlNumbers.CTL_HW, MachineNumbers.HW_MEMSIZE);
    private static readonly SysctlNode Swap = new("vm.swapusage", SysctlNumbers.CTL_VM, MachineNumbers.VM_SWAPUSAGE);

    public override VirtualMemory GetVirtual()
    {
        MemoryStatistics statistics = Read();
        long page = pageSize.Bytes;
        return new VirtualMemory
        {
            Total = (long)Size.Get<ulong>(),
            Available = ((long)statistics.inactive_count + statistics.free_count) * page,
            Used = ((long)statistics.active_count + statistics.wire_count) * page,

            // The kernel counts pages that were read ahead as free; vm_stat and psutil subtract them.
            Free = Math.Max(0, (long)statistics.free_count - statistics.speculative_count) * page,
            Active = statistics.active_count * page,
            Inactive = statistics.inactive_count * page,
            Wired = statistics.wire_count * page,
        };
    }

    // The allocator does not report the part in separate mappings.
    public override NativeHeapInfo? GetNativeHeap() =>
        new() { HeapUsed = checked((long)Libc.GetHeapStatistics().size_in_use), MappedUsed = 0 };

    public override bool? TrimNativeHeap() => Libc.TrimHeap() > 0;

    public override SwapMemory GetSwap()
    {
        SwapUsage usage = Swap.Get<SwapUsage>();
        MemoryStatistics statistics = Read();
        return new SwapMemory
        {
            Total = (long)usage.xsu_total,
            Used = (long)usage.xsu_used,
            Free = (long)usage.xsu_avail,
            SwappedIn = (long)statistics.swapins * pageSize.Bytes,
            SwappedOut = (long)statistics.swapouts * pageSize.Bytes,
        };
    }

    // An older kernel fills less of it, and a newer one not more than the passed size.
    private static MemoryStatistics Read()
    {
        MemoryStatistics statistics = default;
        int result = Libc.GetHostStatistics(
            HostNumbers.HOST_VM_INFO64,
            MemoryMarshal.Cast<MemoryStatistics, uint>(new Span<MemoryStatistics>(ref statistics)),
            out _
        );
        return result == 0 ? statistics : throw MacOSErrors.ToException("host_statistics64(HOST_VM_INFO64)", result);
    }
}
