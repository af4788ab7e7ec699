namespace Psutil.Recording;

/// <summary>What processes use of GPUs, in a sample.</summary>
internal static class GpuProcessRows
{
    public const string Reading = "gpus.processes";

    private const int FirstReason = 10;

    public static void Write(SampleDraft sample, ProcessIdentity process, ProcessGpuCounters gpu)
    {
        string key = $"{ProcessRows.KeyOf(process)}\0{gpu.GpuId}";
        RowBuilder row = new();
        row.Add(1, process.Pid)
            .Add(2, process.StartTime)
            .Add(3, gpu.GpuId)
            .Add(4, gpu.Memory)
            .Add(5, gpu.SharedMemory)
            .Add(6, gpu.UtilizationPercent);
        sample.Add(RecordTable.GpuProcesses, key, row.Build());
        foreach ((string name, GpuEngine engine) in gpu.Engines)
        {
            row.Add(1, key)
                .Add(2, name)
                .Add(3, engine.BusyTime)
                .Add(4, engine.BusyCycles)
                .Add(5, engine.TotalCycles)
                .Add(6, engine.Capacity);
            sample.Add(RecordTable.GpuEngines, $"{key}\0{name}", row.Build());
        }
    }

    /// <summary>Why nothing is known of some processes and GPUs.</summary>
    public static void WriteGaps(SampleDraft sample, GpuProcessList list)
    {
        RowBuilder row = new();
        foreach ((OSProcess process, Unavailability reason) in list.Unavailable)
        {
            ReasonFields.Write(row.Add(1, process.Pid).Add(2, process.Identity.StartTime), FirstReason, reason);
            sample.Add(RecordTable.GpuGaps, ProcessRows.KeyOf(process.Identity), row.Build());
        }

        foreach ((string gpu, Unavailability reason) in list.UnavailableGpus)
        {
            ReasonFields.Write(row.Add(3, gpu), FirstReason, reason);
            sample.Add(RecordTable.GpuGaps, gpu, row.Build());
        }
    }

    /// <summary>What each process uses of each GPU.</summary>
    public static IEnumerable<(ProcessIdentity Process, ProcessGpuCounters Gpu)> CountersOf(SampleRows sample)
    {
        ILookup<string?, Row> engines = sample[RecordTable.GpuEngines].ToLookup(row => row.Row.Text(1), row => row.Row);
        foreach (KeyedRow row in sample[RecordTable.GpuProcesses])
        {
            yield return (
                new ProcessIdentity(row.Row.Pid(1) ?? 0, row.Row.Integer(2)),
                new ProcessGpuCounters
                {
                    GpuId = row.Row.Text(3) ?? "",
                    Memory = row.Row.Integer(4),
                    SharedMemory = row.Row.Integer(5),
                    UtilizationPercent = row.Row.Real(6),
                    Engines = EnginesOf(engines[row.Key]),
                }
            );
        }
    }

    public static GpuProcessList ListOf(SampleRows sample, Processes processes)
    {
        Dictionary<OSProcess, Unavailability> ofProcesses = [];
        Dictionary<string, Unavailability> ofGpus = new(StringComparer.Ordinal);
        foreach (Row row in sample[RecordTable.GpuGaps].Select(gap => gap.Row))
        {
            if (ReasonFields.Of(row, FirstReason) is not { } reason)
            {
                continue;
            }

            if (row.Text(3) is { } gpu)
            {
                ofGpus[gpu] = reason;
            }
            else if (row.Pid(1) is { } pid)
            {
                ofProcesses[processes.FromIdentity(new ProcessIdentity(pid, row.Integer(2)))] = reason;
            }
        }

        return new GpuProcessList
        {
            Processes =
            [
                .. CountersOf(sample)
                    .Select(entry => new GpuProcess
                    {
                        Process = processes.FromIdentity(entry.Process),
                        GpuId = entry.Gpu.GpuId,
                        Memory = entry.Gpu.Memory,
                        SharedMemory = entry.Gpu.SharedMemory,
                        UtilizationPercent = entry.Gpu.UtilizationPercent,
                        Engines = entry.Gpu.Engines,
                    }),
            ],
            Unavailable = ofProcesses,
            UnavailableGpus = ofGpus,
        };
    }

    private static Dictionary<string, GpuEngine> EnginesOf(IEnumerable<Row> rows)
    {
        Dictionary<string, GpuEngine> engines = new(StringComparer.Ordinal);
        foreach (Row row in rows)
        {
            engines[row.Text(2) ?? ""] = new GpuEngine
            {
                BusyTime = row.Duration(3),
                BusyCycles = row.Integer(4),
                TotalCycles = row.Integer(5),
                Capacity = row.Int32(6),
            };
        }

        return engines;
    }
}
