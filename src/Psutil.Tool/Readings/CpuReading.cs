namespace Psutil.Tool.Readings;

/// <summary>One reading of the CPUs. A value that could not be read is null, and among the gaps.</summary>
internal sealed record CpuReading
{
    public const string PlaceOfTimes = "cpu.times";
    public const string PlaceOfTimesPerCpu = "cpu.times_per_cpu";

    private const string PlaceOfFrequencies = "cpu.freq_per_cpu";

    public required CpuTimes? Times { get; init; }

    public required IReadOnlyList<CpuCoreTimes>? TimesPerCpu { get; init; }

    public required int? LogicalCount { get; init; }

    public required int? PhysicalCount { get; init; }

    public required int? AvailableCount { get; init; }

    public required CpuStatistics? Statistics { get; init; }

    public required IReadOnlyList<CpuCoreFrequency>? FrequencyPerCpu { get; init; }

    public required LoadAverage? Load { get; init; }

    public required PressureStall? Pressure { get; init; }

    /// <summary>The mean of all CPUs; null if the system does not report it.</summary>
    public CpuFrequency? Frequency => FrequencyPerCpu is { } cores ? CpuFrequency.MeanOf(cores) : null;

    public static CpuReading Take(Cpu cpu, Gaps gaps)
    {
        CpuReading reading = new()
        {
            Times = gaps.ReadValue(PlaceOfTimes, cpu.GetTimes),
            TimesPerCpu = gaps.Read(PlaceOfTimesPerCpu, cpu.GetTimesPerCpu),
            LogicalCount = gaps.ReadValue("cpu.count_logical", cpu.GetLogicalCount),
            PhysicalCount = gaps.ReadValue("cpu.count_physical", cpu.GetPhysicalCount),
            AvailableCount = gaps.ReadValue("cpu.count_available", cpu.GetAvailableCount),
            Statistics = gaps.ReadValue("cpu.stats", cpu.GetStatistics),
            FrequencyPerCpu = gaps.Read(PlaceOfFrequencies, cpu.GetFrequencyPerCpu),
            Load = gaps.ReadValue("cpu.load_average", cpu.GetLoadAverage),
            Pressure = gaps.ReadValue("cpu.pressure", cpu.GetPressure),
        };
        gaps.NoteWith(PlaceOfFrequencies, "cpu.freq");
        return reading;
    }
}
