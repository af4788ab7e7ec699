using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;
using Libc = Psutil.Platforms.MacOS.Interop.Libc;

namespace Psutil.Platforms.MacOS;

/// <summary>The memory of a Mac: <c>host_statistics64</c>, <c>hw.memsize</c> and <c>vm.swapusage</c>.</summary>
internal sealed class MacOSMemory(BsdPageSize pageSize) : Memory
{
    // The most words that the call can pass (mach/mach_types.defs, host_info64_t).
    private const int MostWords = 256;

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

    // macOS 27 refuses a caller with room for the usual words after a few calls, and macOS 26 writes a warning into the kernel's log for
    // one who has more room at once (psutil #2853).
    private static MemoryStatistics Read()
    {
        Span<uint> words = stackalloc uint[MostWords];
        words.Clear();
        int result = Libc.GetMemoryStatistics(words[..HostNumbers.HOST_VM_INFO64_COUNT]);
        if (result == HostNumbers.MIG_ARRAY_TOO_LARGE)
        {
            result = Libc.GetMemoryStatistics(words);
        }

        return result == 0
            ? MemoryMarshal.Read<MemoryStatistics>(MemoryMarshal.AsBytes(words))
            : throw MacOSErrors.ToException("host_statistics64(HOST_VM_INFO64)", result);
    }
}
