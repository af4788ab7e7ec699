namespace Psutil.Recording;

/// <summary>Memory and swap in a sample.</summary>
internal static class MemoryRows
{
    public const string Virtual = "memory.virtual";
    public const string Swap = "memory.swap";
    public const string Pressure = "memory.pressure";

    private const int Value = ReadingFields.FirstValue;

    public static void Read(Memory memory, SampleDraft sample)
    {
        sample.Read(Virtual, row => Write(row, memory.GetVirtual()));
        sample.Read(Swap, row => Write(row, memory.GetSwap()));
        sample.Read(Pressure, row => PressureFields.Write(row, Value, memory.GetPressure()));
    }

    public static VirtualMemory VirtualOf(Row row) =>
        new()
        {
            Total = row.Integer(Value) ?? 0,
            Available = row.Integer(Value + 1) ?? 0,
            Used = row.Integer(Value + 2) ?? 0,
            Free = row.Integer(Value + 3) ?? 0,
            Active = row.Integer(Value + 4),
            Inactive = row.Integer(Value + 5),
            Buffers = row.Integer(Value + 6),
            Cached = row.Integer(Value + 7),
            Shared = row.Integer(Value + 8),
            Slab = row.Integer(Value + 9),
            SlabReclaimable = row.Integer(Value + 10),
            Wired = row.Integer(Value + 11),
            ZfsCache = row.Integer(Value + 12),
            HugePages = row.Integer(Value + 13) is { } total
                ? new HugePages
                {
                    Total = total,
                    Free = row.Integer(Value + 14) ?? 0,
                    Reserved = row.Integer(Value + 15),
                    Surplus = row.Integer(Value + 16),
                    PageSize = row.Integer(Value + 17),
                }
                : null,
        };

    public static SwapMemory SwapOf(Row row) =>
        new()
        {
            Total = row.Integer(Value) ?? 0,
            Used = row.Integer(Value + 1) ?? 0,
            Free = row.Integer(Value + 2) ?? 0,
            SwappedIn = row.Integer(Value + 3),
            SwappedOut = row.Integer(Value + 4),
            PageFaults = row.Integer(Value + 5),
            MajorPageFaults = row.Integer(Value + 6),
        };

    private static void Write(RowBuilder row, VirtualMemory memory) =>
        row.Add(Value, memory.Total)
            .Add(Value + 1, memory.Available)
            .Add(Value + 2, memory.Used)
            .Add(Value + 3, memory.Free)
            .Add(Value + 4, memory.Active)
            .Add(Value + 5, memory.Inactive)
            .Add(Value + 6, memory.Buffers)
            .Add(Value + 7, memory.Cached)
            .Add(Value + 8, memory.Shared)
            .Add(Value + 9, memory.Slab)
            .Add(Value + 10, memory.SlabReclaimable)
            .Add(Value + 11, memory.Wired)
            .Add(Value + 12, memory.ZfsCache)
            .Add(Value + 13, memory.HugePages?.Total)
            .Add(Value + 14, memory.HugePages?.Free)
            .Add(Value + 15, memory.HugePages?.Reserved)
            .Add(Value + 16, memory.HugePages?.Surplus)
            .Add(Value + 17, memory.HugePages?.PageSize);

    private static void Write(RowBuilder row, SwapMemory swap) =>
        row.Add(Value, swap.Total)
            .Add(Value + 1, swap.Used)
            .Add(Value + 2, swap.Free)
            .Add(Value + 3, swap.SwappedIn)
            .Add(Value + 4, swap.SwappedOut)
            .Add(Value + 5, swap.PageFaults)
            .Add(Value + 6, swap.MajorPageFaults);
}
