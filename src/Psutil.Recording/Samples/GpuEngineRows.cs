namespace Psutil.Recording;

/// <summary>The engines of GPUs in a sample: how long they have worked, for a process or in all.</summary>
internal static class GpuEngineRows
{
    /// <param name="sample">Where the rows go.</param>
    /// <param name="owner">The key of the GPU, or of the process and the GPU.</param>
    /// <param name="engines">The engines.</param>
    public static void Write(SampleDraft sample, string owner, IReadOnlyDictionary<string, GpuEngine> engines)
    {
        RowBuilder row = new();
        foreach ((string name, GpuEngine engine) in engines)
        {
            row.Add(1, owner)
                .Add(2, name)
                .Add(3, engine.BusyTime)
                .Add(4, engine.BusyCycles)
                .Add(5, engine.TotalCycles)
                .Add(6, engine.Capacity);
            sample.Add(RecordTable.GpuEngines, $"{owner}\0{name}", row.Build());
        }
    }

    public static ILookup<string?, Row> ByOwner(SampleRows sample) =>
        sample[RecordTable.GpuEngines].ToLookup(row => row.Row.Text(1), row => row.Row);

    public static Dictionary<string, GpuEngine> Of(IEnumerable<Row> rows)
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
