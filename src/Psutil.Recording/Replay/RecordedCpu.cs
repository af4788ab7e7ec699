namespace Psutil.Recording;

internal sealed class RecordedCpu(RecordedMachine machine) : Cpu(machine)
{
    public override CpuTimes GetTimes() => CpuRows.TotalOf(machine.ReadRow(CpuRows.Times));

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu()
    {
        List<CpuCoreTimes> cores = [];
        foreach ((int number, Row row) in Cores(CpuRows.TimesPerCpu, RecordTable.Cores))
        {
            cores.Add(new CpuCoreTimes { Number = number, Times = CpuRows.TimesOf(row) });
        }

        return cores;
    }

    public override int GetLogicalCount() => CpuRows.CountOf(machine.ReadRow(CpuRows.LogicalCount)) ?? throw Missing(CpuRows.LogicalCount);

    public override int? GetPhysicalCount() => CpuRows.CountOf(machine.ReadRow(CpuRows.PhysicalCount));

    public override int GetAvailableCount() =>
        CpuRows.CountOf(machine.ReadRow(CpuRows.AvailableCount)) ?? throw Missing(CpuRows.AvailableCount);

    public override CpuStatistics GetStatistics() => CpuRows.StatisticsOf(machine.ReadRow(CpuRows.Statistics));

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu()
    {
        List<CpuCoreFrequency> cores = [];
        foreach ((int number, Row row) in Cores(CpuRows.Frequencies, RecordTable.Frequencies))
        {
            if (CpuRows.FrequencyOf(row) is { } frequency)
            {
                cores.Add(new CpuCoreFrequency { Number = number, Frequency = frequency });
            }
        }

        return cores;
    }

    public override LoadAverage GetLoadAverage() => CpuRows.LoadOf(machine.ReadRow(CpuRows.Load));

    public override PressureStall? GetPressure() => PressureFields.Of(machine.ReadRow(CpuRows.Pressure), ReadingFields.FirstValue);

    public override CpuTopology GetTopology()
    {
        if (!machine.Has(HardwareRows.Topology))
        {
            // An older recorder did not write it, but which CPUs there were.
            return base.GetTopology();
        }

        Row reading = machine.ReadRow(HardwareRows.Topology);
        return machine.Read(rows => HardwareRows.TopologyOf(reading, rows));
    }

    private static NotRecordedException Missing(string place) => new(place);

    // A core that was taken out of service and put back has a new row at the end.
    private IEnumerable<(int Number, Row Row)> Cores(string place, RecordTable table) =>
        machine
            .ReadList(place, table, row => CpuRows.NumberOf(row.Key) is { } number ? Tuple.Create(number, row.Row) : null)
            .Select(core => (core.Item1, core.Item2))
            .OrderBy(core => core.Item1);
}
