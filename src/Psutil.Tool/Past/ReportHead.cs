using Psutil.Recording;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Past;

/// <summary>What a report says first: of which time it is, and what the machine as a whole did.</summary>
internal static class ReportHead
{
    private const int LabelWidth = 11;

    public static void Write(TextPage page, RecordingSummary summary, TimeProvider clock)
    {
        page.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Duration.Instant(summary.From, clock)} to {Duration.Instant(summary.To, clock)}"
                ),
                Style.Bold
            )
            .Write(string.Create(CultureInfo.InvariantCulture, $", {summary.Samples} samples over {Duration.Compact(summary.Recorded)}"))
            .EndLine();
        RecordedMachineUse machine = summary.Machine;
        Units units = page.Units;
        Line(
            page,
            "cpu",
            [
                Percent(machine.AverageCpuPercent, " on average"),
                Percent(machine.PeakCpuPercent, $" at {At(machine.PeakCpuTime)}"),
                Times(summary, StrainKind.Cpu, "busy for "),
            ]
        );
        Line(
            page,
            "memory",
            [
                machine is { AverageMemory: { } average, MemoryTotal: { } total }
                    ? $"{units.Bytes(average)} of {units.Bytes(total)} on average"
                    : null,
                machine.PeakMemory is { } peak ? $"{units.Bytes(peak)} at {At(machine.PeakMemoryTime)}" : null,
                machine.PeakSwap > 0 ? $"swap up to {units.Bytes(machine.PeakSwap.Value)}" : null,
            ]
        );
        Line(page, "disks", [Bytes(machine.DiskReadBytes, " read"), Bytes(machine.DiskWriteBytes, " written")]);
        Line(page, "network", [Bytes(machine.ReceivedBytes, " received"), Bytes(machine.SentBytes, " sent")]);
        Line(
            page,
            "processes",
            [
                string.Create(CultureInfo.InvariantCulture, $"{summary.Started} started"),
                string.Create(CultureInfo.InvariantCulture, $"{summary.Exited} exited"),
                string.Create(CultureInfo.InvariantCulture, $"{summary.Failed} failed"),
                string.Create(CultureInfo.InvariantCulture, $"{summary.Killed} killed"),
                summary.LostEvents > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{summary.LostEvents} or more starts and exits were not seen")
                    : null,
            ]
        );
        page.EndLine();

        string At(DateTimeOffset? time) => time is { } moment ? TimeText(moment, summary, clock) : "?";
        string? Bytes(long? value, string what) => value is { } bytes ? units.Bytes(bytes) + what : null;
    }

    public static void Write(ReportWriter writer, RecordingSummary summary, SummaryGrouping grouping)
    {
        writer.Instant("from", summary.From);
        writer.Instant("to", summary.To);
        writer.Number("samples", summary.Samples);
        writer.Seconds("recorded_seconds", summary.Recorded);
        writer.Seconds("measured_seconds", summary.Measured);
        writer.Text("by", ReportWords.NameOf(grouping));
        RecordedMachineUse machine = summary.Machine;
        writer.StartObject("machine");
        writer.Percent("average_cpu_percent", machine.AverageCpuPercent);
        writer.Percent("peak_cpu_percent", machine.PeakCpuPercent);
        writer.Instant("peak_cpu_time", machine.PeakCpuTime);
        writer.Bytes("memory_total", machine.MemoryTotal);
        writer.Bytes("average_memory", machine.AverageMemory);
        writer.Bytes("peak_memory", machine.PeakMemory);
        writer.Instant("peak_memory_time", machine.PeakMemoryTime);
        writer.Bytes("peak_swap", machine.PeakSwap);
        writer.Bytes("disk_read_bytes", machine.DiskReadBytes);
        writer.Bytes("disk_write_bytes", machine.DiskWriteBytes);
        writer.Bytes("received_bytes", machine.ReceivedBytes);
        writer.Bytes("sent_bytes", machine.SentBytes);
        writer.EndObject();
        writer.StartObject("processes");
        writer.Number("started", summary.Started);
        writer.Number("exited", summary.Exited);
        writer.Number("failed", summary.Failed);
        writer.Number("killed", summary.Killed);
        writer.Number("lost_events", summary.LostEvents);
        writer.EndObject();
        writer.StartObject("pressure_seconds");
        foreach (StrainKind kind in Enum.GetValues<StrainKind>())
        {
            writer.Seconds(ReportWords.NameOf(kind), summary.StrainTimes.GetValueOrDefault(kind));
        }

        writer.EndObject();
    }

    /// <summary>A time of the report: with its day where the report has several.</summary>
    public static string TimeText(DateTimeOffset time, RecordingSummary summary, TimeProvider clock)
    {
        DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, clock.LocalTimeZone);
        bool isOneDay = Local(summary.From).Date == Local(summary.To).Date && Local(time).Date == Local(summary.From).Date;
        return Local(time).ToString(isOneDay ? "HH:mm:ss" : "MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static string? Percent(double? value, string what) =>
        value is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.0}%{what}") : null;

    private static string? Times(RecordingSummary summary, StrainKind kind, string what) =>
        summary.StrainTimes.TryGetValue(kind, out TimeSpan time) ? what + Duration.Compact(time) : null;

    private static void Line(TextPage page, string label, string?[] parts)
    {
        string text = string.Join(", ", parts.OfType<string>());
        page.Write(label, Style.Dim).PadTo(LabelWidth).Write(text.Length > 0 ? text : "not recorded").EndLine();
    }
}
