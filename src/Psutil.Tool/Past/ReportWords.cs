using Psutil.Recording;

namespace Psutil.Tool.Past;

/// <summary>The words of a report: names for programs, and phrases for people.</summary>
internal static class ReportWords
{
    public static string NameOf(SummaryGrouping grouping) =>
        grouping switch
        {
            SummaryGrouping.Process => "process",
            SummaryGrouping.User => "user",
            SummaryGrouping.Container => "container",
            _ => "program",
        };

    public static string NameOf(StrainKind kind) =>
        kind switch
        {
            StrainKind.Cpu => "cpu",
            StrainKind.CpuPressure => "cpu_pressure",
            StrainKind.Memory => "memory",
            StrainKind.MemoryPressure => "memory_pressure",
            StrainKind.Swapping => "swapping",
            _ => "io_pressure",
        };

    public static string NameOf(RecordingGapKind kind) =>
        kind switch
        {
            RecordingGapKind.Restarted => "restarted",
            RecordingGapKind.ClockSetForward => "clock_set_forward",
            RecordingGapKind.ClockSetBack => "clock_set_back",
            RecordingGapKind.Suspended => "suspended",
            RecordingGapKind.Dropped => "dropped",
            RecordingGapKind.Late => "late",
            _ => "not_recorded",
        };

    public static string Of(StrainPeriod strain) =>
        FormattableString.Invariant(
            strain.Kind switch
            {
                StrainKind.Cpu => $"CPU busy, up to {strain.Worst:0.0}%",
                StrainKind.CpuPressure => $"tasks waited for a CPU, up to {strain.Worst:0.0}% of the time",
                StrainKind.Memory => $"memory short, down to {strain.Worst:0.0}% available",
                StrainKind.MemoryPressure => $"tasks waited for memory, up to {strain.Worst:0.0}% of the time",
                StrainKind.Swapping => $"swapping, up to {strain.Worst / (1 << 20):0.0} MiB/s",
                _ => (FormattableString)$"tasks waited for I/O, up to {strain.Worst:0.0}% of the time",
            }
        );

    public static string Of(RecordingGap gap) =>
        gap.Kind switch
        {
            RecordingGapKind.Restarted => "the machine started again",
            RecordingGapKind.ClockSetForward => "the clock was set forward",
            RecordingGapKind.ClockSetBack => "the clock was set back",
            RecordingGapKind.Suspended => "the machine slept",
            RecordingGapKind.Dropped => string.Create(
                CultureInfo.InvariantCulture,
                $"{gap.DroppedSamples} {(gap.DroppedSamples == 1 ? "sample was" : "samples were")} dropped"
            ),
            RecordingGapKind.Late => "the recorder was held up",
            _ => "no recorder ran",
        };
}
