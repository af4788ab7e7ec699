namespace Psutil.Recording;

/// <summary>The CPUs in a sample.</summary>
internal static class CpuRows
{
    public const string Times = "cpu.times";
    public const string TimesPerCpu = "cpu.times_per_cpu";
    public const string LogicalCount = "cpu.logical_count";
    public const string PhysicalCount = "cpu.physical_count";
    public const string AvailableCount = "cpu.available_count";
    public const string Statistics = "cpu.statistics";
    public const string Frequencies = "cpu.frequencies";
    public const string Load = "cpu.load";
    public const string Pressure = "cpu.pressure";

    private const int Value = ReadingFields.FirstValue;
    private const int TimeCount = 11;

    public static void Read(Cpu cpu, SampleDraft sample)
    {
        sample.Read(Times, row => Write(row, cpu.GetTimes(), Value));
        sample.Read(TimesPerCpu, _ =>
        {
            RowBuilder row = new();
            foreach (CpuCoreTimes core in cpu.GetTimesPerCpu())
            {
                Write(row, core.Times);
                sample.Add(RecordTable.Cores, KeyOf(core.Number), row.Build());
            }
        });
        sample.Read(Statistics, row =>
        {
            CpuStatistics statistics = cpu.GetStatistics();
            row.Add(Value, statistics.ContextSwitches)
                .Add(Value + 1, statistics.Interrupts)
                .Add(Value + 2, statistics.SoftInterrupts)
                .Add(Value + 3, statistics.SystemCalls)
                .Add(Value + 4, statistics.TasksCreated);
        });
        sample.Read(Load, row =>
        {
            LoadAverage load = cpu.GetLoadAverage();
            row.Add(Value, load.OneMinute).Add(Value + 1, load.FiveMinutes).Add(Value + 2, load.FifteenMinutes);
        });
        sample.Read(Pressure, row => PressureFields.Write(row, Value, cpu.GetPressure()));
    }

    /// <summary>What changes seldom.</summary>
    public static void ReadSlow(Cpu cpu, SampleDraft sample)
    {
        sample.Read(LogicalCount, row => row.Add(Value, cpu.GetLogicalCount()));
        sample.Read(PhysicalCount, row => row.Add(Value, cpu.GetPhysicalCount()));
        sample.Read(AvailableCount, row => row.Add(Value, cpu.GetAvailableCount()));
        sample.Read(Frequencies, _ =>
        {
            RowBuilder row = new();
            foreach (CpuCoreFrequency core in cpu.GetFrequencyPerCpu())
            {
                row.Add(1, core.Frequency.CurrentMegahertz).Add(2, core.Frequency.MinimumMegahertz).Add(3, core.Frequency.MaximumMegahertz);
                sample.Add(RecordTable.Frequencies, KeyOf(core.Number), row.Build());
            }
        });
    }

    public static CpuTimes TotalOf(Row row) => TimesOf(row, Value);

    public static CpuTimes TimesOf(Row row, int first = 1)
    {
        // Some thousand CPUs have more in a year than other durations can be; but their sum has to be one.
        Int128 sum = 0;
        for (int number = first; number < first + TimeCount; number++)
        {
            sum += Math.Max(0, row.Integer(number) ?? 0);
        }

        return sum > long.MaxValue
            ? default
            : new CpuTimes
            {
                User = TimeAt(first),
                System = TimeAt(first + 1),
                Idle = TimeAt(first + 2),
                Nice = TimeAt(first + 3),
                IOWait = TimeAt(first + 4),
                Irq = TimeAt(first + 5),
                SoftIrq = TimeAt(first + 6),
                Steal = TimeAt(first + 7),
                Guest = TimeAt(first + 8),
                GuestNice = TimeAt(first + 9),
                Dpc = TimeAt(first + 10),
            };

        TimeSpan? TimeAt(int number) => row.Integer(number) is >= 0 and var ticks ? new TimeSpan(ticks) : null;
    }

    public static CpuStatistics StatisticsOf(Row row) =>
        new()
        {
            ContextSwitches = row.Integer(Value),
            Interrupts = row.Integer(Value + 1),
            SoftInterrupts = row.Integer(Value + 2),
            SystemCalls = row.Integer(Value + 3),
            TasksCreated = row.Integer(Value + 4),
        };

    public static LoadAverage LoadOf(Row row) => new(row.Real(Value) ?? 0, row.Real(Value + 1) ?? 0, row.Real(Value + 2) ?? 0);

    public static int? CountOf(Row row) => row.Int32(Value);

    public static CpuFrequency? FrequencyOf(Row row) =>
        row.Real(1) is { } current
            ? new CpuFrequency
            {
                CurrentMegahertz = current,
                MinimumMegahertz = row.Real(2),
                MaximumMegahertz = row.Real(3),
            }
            : null;

    /// <summary>The number of a core; null if the key is none.</summary>
    public static int? NumberOf(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string KeyOf(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Write(RowBuilder row, CpuTimes times, int first = 1) =>
        row.Add(first, times.User)
            .Add(first + 1, times.System)
            .Add(first + 2, times.Idle)
            .Add(first + 3, times.Nice)
            .Add(first + 4, times.IOWait)
            .Add(first + 5, times.Irq)
            .Add(first + 6, times.SoftIrq)
            .Add(first + 7, times.Steal)
            .Add(first + 8, times.Guest)
            .Add(first + 9, times.GuestNice)
            .Add(first + 10, times.Dpc);
}
