namespace Psutil.Recording;

/// <summary>The GPUs in a sample.</summary>
internal static class GpuRows
{
    public const string Reading = "gpus";

    private const int FirstUnavailable = 100;
    private const int LastValue = 200;

    /// <summary>Reads the GPUs.</summary>
    /// <returns>How many there are; null if they could not be read.</returns>
    public static int? Read(Gpus gpus, SampleDraft sample)
    {
        int? count = null;
        sample.Read(Reading, _ =>
        {
            RowBuilder row = new();
            IReadOnlyList<Gpu> all = gpus.GetGpus();
            count = all.Count;
            foreach (Gpu gpu in all)
            {
                Write(row, gpu);
                sample.Add(RecordTable.Gpus, gpu.Id, row.Build());
                GpuEngineRows.Write(sample, gpu.Id, gpu.Engines ?? new Dictionary<string, GpuEngine>());
                foreach (GpuPartition partition in gpu.Partitions ?? [])
                {
                    row.Add(1, gpu.Id)
                        .Add(2, partition.Index)
                        .Add(3, partition.Name)
                        .Add(4, partition.Uuid)
                        .Add(5, partition.MemoryTotal)
                        .Add(6, partition.MemoryUsed);
                    sample.Add(
                        RecordTable.GpuPartitions,
                        string.Create(CultureInfo.InvariantCulture, $"{gpu.Id}\0{partition.Index}"),
                        row.Build()
                    );
                }
            }
        });
        return count;
    }

    public static IReadOnlyList<Gpu> GpusOf(SampleRows sample)
    {
        ILookup<string?, Row> partitions = sample[RecordTable.GpuPartitions].ToLookup(row => row.Row.Text(1), row => row.Row);
        ILookup<string?, Row> engines = GpuEngineRows.ByOwner(sample);
        return [.. sample[RecordTable.Gpus].Select(row => GpuOf(row.Key, row.Row, partitions[row.Key], engines[row.Key]))];
    }

    private static void Write(RowBuilder row, Gpu gpu)
    {
        row.Add(1, gpu.Name)
            .Add(2, (long?)gpu.Vendor)
            .Add(3, gpu.VendorId)
            .Add(4, gpu.DeviceId)
            .Add(5, gpu.PciAddress)
            .Add(6, gpu.Driver)
            .Add(7, gpu.DriverVersion)
            .Add(8, gpu.IsSuspended)
            .Add(9, gpu.MemoryTotal)
            .Add(10, gpu.MemoryUsed)
            .Add(11, gpu.SharedMemoryTotal)
            .Add(12, gpu.SharedMemoryUsed)
            .Add(13, gpu.UtilizationPercent)
            .Add(14, gpu.MemoryUtilizationPercent)
            .Add(15, gpu.EncoderPercent)
            .Add(16, gpu.DecoderPercent)
            .Add(17, gpu.ClockMegahertz)
            .Add(18, gpu.MaxClockMegahertz)
            .Add(19, gpu.MemoryClockMegahertz)
            .Add(20, gpu.TemperatureCelsius)
            .Add(21, gpu.HotSpotCelsius)
            .Add(22, gpu.MemoryCelsius)
            .Add(23, gpu.FanRevolutionsPerMinute)
            .Add(24, gpu.FanPercent)
            .Add(25, gpu.PowerWatts)
            .Add(26, gpu.PowerLimitWatts)
            .Add(27, gpu.EnergyJoules)
            .Add(28, (long?)gpu.ThrottleReasons)
            .Add(29, gpu.PciLink is not null)
            .Add(30, gpu.PciLink?.Width)
            .Add(31, gpu.PciLink?.MaxWidth)
            .Add(32, gpu.PciLink?.GigatransfersPerSecond)
            .Add(33, gpu.PciLink?.MaxGigatransfersPerSecond)
            .Add(34, gpu.Partitions is not null)
            .Add(35, gpu.PowerPercent)
            .Add(36, gpu.Engines is not null ? true : null);
        foreach ((GpuValue value, Unavailability reason) in gpu.Unavailable)
        {
            ReasonFields.Write(row, FirstUnavailable + (ReasonFields.Count * (int)value), reason);
        }
    }

    private static Gpu GpuOf(string id, Row row, IEnumerable<Row> partitions, IEnumerable<Row> engines)
    {
        Dictionary<GpuValue, Unavailability> reasons = [];
        for (int value = 0; value < LastValue; value++)
        {
            if (ReasonFields.Of(row, FirstUnavailable + (ReasonFields.Count * value)) is { } reason)
            {
                reasons[(GpuValue)value] = reason;
            }
        }

        return new Gpu
        {
            Id = id,
            Name = row.Text(1),
            Vendor = (GpuVendor?)row.Int32(2),
            VendorId = row.Int32(3),
            DeviceId = row.Int32(4),
            PciAddress = row.Text(5),
            Driver = row.Text(6),
            DriverVersion = row.Text(7),
            IsSuspended = row.Bool(8),
            MemoryTotal = row.Integer(9),
            MemoryUsed = row.Integer(10),
            SharedMemoryTotal = row.Integer(11),
            SharedMemoryUsed = row.Integer(12),
            UtilizationPercent = row.Real(13),
            MemoryUtilizationPercent = row.Real(14),
            EncoderPercent = row.Real(15),
            DecoderPercent = row.Real(16),
            ClockMegahertz = row.Real(17),
            MaxClockMegahertz = row.Real(18),
            MemoryClockMegahertz = row.Real(19),
            TemperatureCelsius = row.Real(20),
            HotSpotCelsius = row.Real(21),
            MemoryCelsius = row.Real(22),
            FanRevolutionsPerMinute = row.Int32(23),
            FanPercent = row.Real(24),
            PowerWatts = row.Real(25),
            PowerLimitWatts = row.Real(26),
            EnergyJoules = row.Real(27),
            ThrottleReasons = (GpuThrottleReasons?)row.Int32(28),
            PciLink =
                row.Bool(29) == true
                    ? new GpuPciLink
                    {
                        Width = row.Int32(30),
                        MaxWidth = row.Int32(31),
                        GigatransfersPerSecond = row.Real(32),
                        MaxGigatransfersPerSecond = row.Real(33),
                    }
                    : null,
            Partitions = row.Bool(34) == true ? [.. partitions.Select(PartitionOf)] : null,
            PowerPercent = row.Real(35),
            Engines = row.Bool(36) == true ? GpuEngineRows.Of(engines) : null,
            Unavailable = reasons,
        };
    }

    private static GpuPartition PartitionOf(Row row) =>
        new()
        {
            Index = row.Int32(2) ?? 0,
            Name = row.Text(3),
            Uuid = row.Text(4),
            MemoryTotal = row.Integer(5),
            MemoryUsed = row.Integer(6),
        };
}
