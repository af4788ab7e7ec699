using Psutil.Tool.Report;

namespace Psutil.Tool.Listing;

/// <summary>What a process uses of GPUs.</summary>
internal static class ProcessGpuFields
{
    /// <summary>Its GPUs, with all that is counted of them.</summary>
    public static ProcessField All { get; } =
        new()
        {
            Name = "gpu",
            Sources = ProcessFields.Gpu,
            Write = (writer, row) => GpuReport.WriteCounters(writer, row.Snapshot.Gpu),
            Columns = [new("gpu", (writer, row) => writer.Text(Names(row.Snapshot.Gpu)))],
            Word = row => Names(row.Snapshot.Gpu),
            IsLeftOutWhereNotOffered = true,
        };

    /// <summary>Its memory on all GPUs.</summary>
    public static ProcessField Memory { get; } =
        new()
        {
            Name = "gpu_memory",
            Sources = ProcessFields.Gpu,
            Write = (writer, row) => writer.Bytes(MemoryOf(row.Snapshot)),
            Header = "GPUMEM",
            IsRightAligned = true,
            Number = row => MemoryOf(row.Snapshot),
            LargestFirst = true,
            IsLeftOutWhereNotOffered = true,
        };

    /// <summary>Its use of all GPUs.</summary>
    public static ProcessField Percent { get; } =
        new()
        {
            Name = "gpu_percent",
            Sources = ProcessFields.Gpu,
            Write = (writer, row) => writer.Percent(row.GpuPercent),
            Header = "GPU%",
            IsRightAligned = true,
            Number = row => row.GpuPercent,
            LargestFirst = true,
            IsLeftOutWhereNotOffered = true,
        };

    /// <summary>The memory of a process on all GPUs, in bytes; null if no driver reports it.</summary>
    public static long? MemoryOf(ProcessSnapshot snapshot)
    {
        long? sum = snapshot.Gpu is { Count: 0 } ? 0 : null;
        foreach (ProcessGpuCounters gpu in snapshot.Gpu ?? [])
        {
            sum = gpu.Memory is { } memory ? (sum ?? 0) + memory : sum;
        }

        return sum;
    }

    private static string? Names(IReadOnlyList<ProcessGpuCounters>? gpus) =>
        gpus is null ? null : string.Join(' ', gpus.Select(gpu => gpu.GpuId));
}
