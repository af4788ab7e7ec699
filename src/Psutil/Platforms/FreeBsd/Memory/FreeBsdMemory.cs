using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd;

/// <summary>The memory of a FreeBSD machine: <c>vm.stats</c> and related nodes.</summary>
internal sealed class FreeBsdMemory(BsdPageSize pageSize) : Memory
{
    private static readonly SysctlNode Totals = new("vm.vmtotal", SysctlNumbers.CTL_VM, SysctlNumbers.VM_METER);

    public override VirtualMemory GetVirtual()
    {
        long page = pageSize.Bytes;
        FreeBsdMemoryTotals totals = Totals.Get<FreeBsdMemoryTotals>();
        long total = (long)NamedSysctl.Get<ulong>("hw.physmem");
        long free = Pages("v_free_count", page);
        long active = Pages("v_active_count", page);
        long inactive = Pages("v_inactive_count", page);
        long wired = Pages("v_wire_count", page);

        // Missing or always 0 since FreeBSD 12.
        long cached = (NamedSysctl.Find<uint>("vm.stats.vm.v_cache_count") ?? 0) * page;

        // The kernel counts ZFS's cache as wired, but releases the part above the cache's minimum under memory pressure.
        long? zfsCache = (long?)NamedSysctl.Find<ulong>("kstat.zfs.misc.arcstats.size");
        long zfsMinimum = (long)(NamedSysctl.Find<ulong>("kstat.zfs.misc.arcstats.c_min") ?? 0);
        return new VirtualMemory
        {
            Total = total,
            Available = Math.Min(total, inactive + cached + free + Math.Max(0, zfsCache.GetValueOrDefault() - zfsMinimum)),
            Used = active + wired + cached,
            Free = free,
            Active = active,
            Inactive = inactive,
            Buffers = NamedSysctl.Get<long>("vfs.bufspace"),
            Cached = cached,
            Shared = (long)(totals.t_vmshr + totals.t_rmshr) * page,
            Wired = wired,
            ZfsCache = zfsCache,
        };
    }

    public override NativeHeapInfo? GetNativeHeap() => BsdNativeHeap.GetInfo();

    public override bool? TrimNativeHeap() => BsdNativeHeap.Trim();

    public override SwapMemory GetSwap()
    {
        long page = pageSize.Bytes;
        long total = 0;
        long used = 0;
        if (NamedSysctl.FindNode("vm.swap_info") is { } node)
        {
            for (int device = 0; ; device++)
            {
                ReadResult result = node.Read(out SwapDevice swap, device);
                if (result.Failed && result.Error == Errno.ENOENT)
                {
                    break;
                }

                if (result.Failed)
                {
                    throw node.ToException(result, device);
                }

                if (swap.xsw_version != SwapDevice.XSWDEV_VERSION)
                {
                    throw new MalformedDataException("sysctl(vm.swap_info)", nameof(SwapDevice.xsw_version));
                }

                total += swap.xsw_nblks * page;
                used += swap.xsw_used * page;
            }
        }

        // Pages, not operations, each of which moves several pages.
        return new SwapMemory
        {
            Total = total,
            Used = used,
            Free = total - used,
            SwappedIn = SwappedPages("v_swappgsin"),
            SwappedOut = SwappedPages("v_swappgsout"),
        };

        long? SwappedPages(string name) => (long?)NamedSysctl.Find<ulong>($"vm.stats.vm.{name}") * page;
    }

    private static long Pages(string name, long page) => NamedSysctl.Get<uint>($"vm.stats.vm.{name}") * page;
}
