using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>The CPUs.</summary>
internal static class CpuReport
{
    public static void Write(ReportWriter writer, CpuReading cpu)
    {
        writer.StartObject("cpu");
        writer.Name("times");
        WriteTimes(writer, cpu.Times);
        WriteTimesPerCpu(writer, cpu.TimesPerCpu);
        writer.Number("count_logical", cpu.LogicalCount);
        writer.Number("count_physical", cpu.PhysicalCount);
        writer.Number("count_available", cpu.AvailableCount);
        WriteStatistics(writer, cpu.Statistics);
        writer.Name("freq");
        WriteFrequency(writer, cpu.Frequency);
        WriteFrequencyPerCpu(writer, cpu.FrequencyPerCpu);
        WriteLoad(writer, cpu.Load);
        PressureReport.Write(writer, cpu.Pressure);
        writer.EndObject();
    }

    private static void WriteTimes(ReportWriter writer, CpuTimes? known, int? number = null)
    {
        if (known is not { } times)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        if (number is not null)
        {
            writer.Number("number", number);
        }

        writer.Seconds("user", times.User);
        writer.Seconds("nice", times.Nice);
        writer.Seconds("system", times.System);
        writer.Seconds("idle", times.Idle);
        writer.Seconds("iowait", times.IOWait);
        writer.Seconds("irq", times.Irq);
        writer.Seconds("softirq", times.SoftIrq);
        writer.Seconds("steal", times.Steal);
        writer.Seconds("guest", times.Guest);
        writer.Seconds("guest_nice", times.GuestNice);
        if (times.Dpc is not null)
        {
            writer.Seconds("dpc", times.Dpc);
        }

        writer.EndObject();
    }

    private static void WriteTimesPerCpu(ReportWriter writer, IReadOnlyList<CpuCoreTimes>? cores)
    {
        writer.Name("times_per_cpu");
        if (cores is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (CpuCoreTimes core in cores)
        {
            WriteTimes(writer, core.Times, core.Number);
        }

        writer.EndArray();
    }

    private static void WriteStatistics(ReportWriter writer, CpuStatistics? known)
    {
        writer.Name("stats");
        if (known is not { } statistics)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Number("ctx_switches", statistics.ContextSwitches);
        writer.Number("interrupts", statistics.Interrupts);
        writer.Number("soft_interrupts", statistics.SoftInterrupts);
        writer.Number("syscalls", statistics.SystemCalls);
        writer.EndObject();
    }

    private static void WriteFrequency(ReportWriter writer, CpuFrequency? known)
    {
        if (known is not { } frequency)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Number("current", frequency.CurrentMegahertz);
        writer.Number("min", frequency.MinimumMegahertz);
        writer.Number("max", frequency.MaximumMegahertz);
        writer.EndObject();
    }

    private static void WriteFrequencyPerCpu(ReportWriter writer, IReadOnlyList<CpuCoreFrequency>? frequencies)
    {
        writer.Name("freq_per_cpu");
        if (frequencies is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (CpuCoreFrequency core in frequencies)
        {
            WriteFrequency(writer, core.Frequency);
        }

        writer.EndArray();
    }

    public static void WriteLoad(ReportWriter writer, LoadAverage? known)
    {
        writer.Name("load_average");
        if (known is not { } load)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        writer.Number(load.OneMinute);
        writer.Number(load.FiveMinutes);
        writer.Number(load.FifteenMinutes);
        writer.EndArray();
    }
}
