using Psutil.Tool.Report;

namespace Psutil.Tool.Listing;

/// <summary>The memory of a process.</summary>
internal static class ProcessMemoryFields
{
    /// <summary>RSS, addresses and their parts.</summary>
    public static ProcessField Sizes { get; } =
        new()
        {
            Name = "memory_info",
            Sources = ProcessFields.Memory,
            Write = (writer, row) => ProcessMemoryReport.WriteMemory(writer, row.Snapshot.Memory),
            Columns =
            [
                new("rss", (writer, row) => writer.Bytes(row.Snapshot.Memory?.Rss), IsRightAligned: true, Rank: 1),
                new("vms", (writer, row) => writer.Bytes(row.Snapshot.Memory?.Vms), IsRightAligned: true, Rank: 9)
                {
                    Number = row => row.Snapshot.Memory?.Vms,
                },
            ],
            Number = row => row.Snapshot.Memory?.Rss,
            LargestFirst = true,
        };

    /// <summary>What the kernel says of it beyond that: peaks, kinds of pages, swap.</summary>
    public static ProcessField Details { get; } =
        new()
        {
            Name = "memory_info_ex",
            Sources = ProcessFields.Memory | ProcessFields.MemoryDetails,
            Write = (writer, row) => ProcessMemoryReport.WriteMemoryDetails(writer, row.Snapshot.Memory, row.Snapshot.MemoryDetails),
            Number = row => row.Snapshot.MemoryDetails?.PeakRss,
            LargestFirst = true,
        };

    /// <summary>What is its own, and its share of the rest.</summary>
    public static ProcessField Footprint { get; } =
        new()
        {
            Name = "memory_footprint",
            Sources = ProcessFields.MemoryFootprint,
            Write = (writer, row) => ProcessMemoryReport.WriteFootprint(writer, row.Snapshot.MemoryFootprint),
            Columns =
            [
                new("uss", (writer, row) => writer.Bytes(row.Snapshot.MemoryFootprint?.Uss), IsRightAligned: true),
                new("pss", (writer, row) => writer.Bytes(row.Snapshot.MemoryFootprint?.Pss), IsRightAligned: true)
                {
                    Number = row => row.Snapshot.MemoryFootprint?.Pss,
                },
                new("swap", (writer, row) => writer.Bytes(row.Snapshot.MemoryFootprint?.Swap), IsRightAligned: true)
                {
                    Number = row => row.Snapshot.MemoryFootprint?.Swap,
                },
            ],
            Number = row => row.Snapshot.MemoryFootprint?.Uss,
            LargestFirst = true,
        };

    /// <summary>Its RSS as a share of the machine's memory.</summary>
    public static ProcessField Percent { get; } =
        new()
        {
            Name = "memory_percent",
            Sources = ProcessFields.Memory,
            Write = (writer, row) => writer.Percent(row.MemoryPercent),
            Header = "MEM%",
            IsRightAligned = true,
            Rank = 4,
            // Sorts in the same order if the size of the memory is unknown.
            Number = row => row.Snapshot.Memory?.Rss,
            LargestFirst = true,
        };
}
