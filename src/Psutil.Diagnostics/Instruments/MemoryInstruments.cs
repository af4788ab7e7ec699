namespace Psutil.Diagnostics;

/// <summary>The instruments of memory and swap.</summary>
internal static class MemoryInstruments
{
    private const string State = "system.memory.state";
    private const string HugePagesState = "system.memory.linux.hugepages.state";
    private const string SwapState = "system.paging.state";

    private sealed record Swap(SwapMemory Memory);

    public static void AddMemory(InstrumentFactory factory, Machine machine, PsutilMetricsOptions options)
    {
        Source<VirtualMemory> memory = factory.Sampler.Add("machine", "memory", machine.Memory.GetVirtual);
        factory.UpDownCounter(
            memory,
            "system.memory.usage",
            "By",
            "The physical memory in each state. The states add up to the whole.",
            value => Measure.Each<long>(State, States(value))
        );
        factory.Gauge(memory, "system.memory.utilization", "1", "The share of the physical memory in each state.", value =>
            Shares(State, States(value), value.Total)
        );
        if (options.IncludeOptional)
        {
            factory.UpDownCounter(memory, "system.memory.limit", "By", "The physical memory that the kernel manages.", value =>
                Measure.One<long>(value.Total)
            );
        }

        // Only Linux counts its slab, so these are left out elsewhere.
        factory.UpDownCounter(memory, "system.memory.linux.available", "By", "The memory that programs can get without swapping.", value =>
            Measure.One<long>(value.Slab is null ? null : value.Available)
        );
        factory.UpDownCounter(memory, "system.memory.linux.shared", "By", "The memory of tmpfs and shared memory.", value =>
            Measure.One(value.Slab is null ? null : value.Shared)
        );
        factory.UpDownCounter(
            memory,
            "system.memory.linux.slab.usage",
            "By",
            "The memory of the kernel's own structures, by whether it can be freed.",
            value =>
                Measure.Each(
                    "linux.memory.slab.state",
                    ("reclaimable", value.SlabReclaimable),
                    ("unreclaimable", value.Slab - value.SlabReclaimable)
                )
        );
        AddHugePages(factory, memory);
    }

    private static void AddHugePages(InstrumentFactory factory, Source<VirtualMemory> memory)
    {
        Add("limit", "{page}", "The number of huge pages in the pool.", pages => pages.Total);
        Add("reserved", "{page}", "The number of huge pages that were promised to programs and are not used yet.", pages => pages.Reserved);
        Add("surplus", "{page}", "The number of huge pages beyond the size that the administrator set.", pages => pages.Surplus);
        Add("page_size", "By", "The size of a huge page.", pages => pages.PageSize);
        factory.UpDownCounter(
            memory,
            "system.memory.linux.hugepages.usage",
            "{page}",
            "The number of huge pages in each state. The states add up to the pool.",
            value => Measure.Each(HugePagesState, States(value.HugePages))
        );
        factory.Gauge(memory, "system.memory.linux.hugepages.utilization", "1", "The share of the huge pages in each state.", value =>
            Shares(HugePagesState, States(value.HugePages), value.HugePages?.Total ?? 0)
        );

        void Add(string name, string unit, string description, Func<HugePages, long?> select) =>
            factory.UpDownCounter(memory, $"system.memory.linux.hugepages.{name}", unit, description, value =>
                Measure.One(value.HugePages is { } pages ? select(pages) : null)
            );
    }

    public static void AddPaging(InstrumentFactory factory, Machine machine)
    {
        Source<Swap> swap = factory.Sampler.Add("machine", "swap", () => new Swap(machine.Memory.GetSwap()));
        factory.UpDownCounter(swap, "system.paging.usage", "By", "The swap space in each state.", value =>
            Measure.Each<long>(SwapState, SwapStates(value.Memory))
        );
        factory.Gauge(swap, "system.paging.utilization", "1", "The share of the swap space in each state.", value =>
            Shares(SwapState, SwapStates(value.Memory), value.Memory.Total)
        );
        factory.Counter(swap, "system.paging.operations", "{operation}", "The number of pages read from swap and written to it.", value =>
            Measure.Each<long>(
                [Measure.Tag("system.paging.fault.type", "major")],
                "system.paging.direction",
                ("in", value.Memory.SwappedIn / Environment.SystemPageSize),
                ("out", value.Memory.SwappedOut / Environment.SystemPageSize)
            )
        );
        factory.Counter(swap, "system.paging.faults", "{fault}", "The number of page faults of all processes.", value =>
            Measure.Each(
                "system.paging.fault.type",
                ("minor", value.Memory.PageFaults - value.Memory.MajorPageFaults),
                ("major", value.Memory.MajorPageFaults)
            )
        );
    }

    private static (string, long?)[] States(HugePages? pages) => [("used", pages?.Total - pages?.Free), ("free", pages?.Free)];

    // The conventions want states that add up to the whole. VirtualMemory.Used is what cannot be reclaimed, and overlaps with the caches.
    private static (string, long?)[] States(VirtualMemory memory)
    {
        long caches = memory.Buffers is { } buffers ? buffers + memory.Cached.GetValueOrDefault() : 0;
        return
        [
            ("used", Math.Max(0, memory.Total - memory.Free - caches)),
            ("free", memory.Free),
            ("buffers", memory.Buffers),
            ("cached", memory.Buffers is null ? null : memory.Cached),
        ];
    }

    private static (string, long?)[] SwapStates(SwapMemory swap) => [("used", swap.Used), ("free", swap.Free)];

    private static IEnumerable<Measurement<double>> Shares(string key, (string, long?)[] states, long total) =>
        total > 0 ? Measure.Each(key, [.. states.Select(state => (state.Item1, (double?)state.Item2 / total))]) : [];
}
