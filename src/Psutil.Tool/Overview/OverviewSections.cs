using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Overview;

/// <summary>The parts of the overview, each on a separate page or one below the other.</summary>
internal sealed class OverviewSections(TextPage page, TimeProvider clock, OverviewReading reading)
{
    // Below this width, labels and tables are short.
    private const int NarrowWidth = 60;
    private const int BoxedLabelWidth = 5;
    private const int PercentWidth = 7;
    private const int LeastProcessRows = 3;
    private const int MostProcessRows = 10;

    // What would be shown as 0.0.
    private const double LeastPart = 0.05;
    private const int RateWidth = 13;

    // The lines of a higher terminal that give each list one more row; the others go to the processes.
    private const int LinesForOneMore = 6;
    private const int WidestMountPoint = 16;

    private readonly int _listRows = ListRowsOn(page.Terminal);
    private readonly int _coreRows =
        !page.Terminal.IsTerminal ? int.MaxValue
        : page.Terminal.Height >= 30 ? 8
        : 2;

    /// <summary>The width of the labels at the left.</summary>
    public int LabelWidth { get; init; }

    /// <summary>Whether each part is in a box with its name.</summary>
    public bool IsBoxed { get; init; }

    /// <summary>The number of lines of a list: all into a pipe, few on a terminal, so that the whole overview fits.</summary>
    public static int ListRowsOn(Terminal terminal) =>
        !terminal.IsTerminal ? int.MaxValue
        : terminal.Height >= 30 ? 4 + (terminal.Height - 30) / LinesForOneMore
        : 3;

    /// <summary>The names of the machine, and since when it has been up, as text.</summary>
    public static string Head(Terminal terminal, HostDescription host, TimeProvider clock, OverviewHead head)
    {
        TextPage page = new(terminal);
        WriteHead(page, host, clock, head);
        return page.ToString();
    }

    /// <summary>Writes the same on a page.</summary>
    public static void WriteHead(TextPage page, HostDescription host, TimeProvider clock, OverviewHead head)
    {
        page.Write(host.Name, Style.Bold);
        WritePart(page, host.OperatingSystem);
        WritePart(page, host.Kernel);
        WritePart(page, Virtual(head.Virtualization));
        page.EndLine();
        DateTimeOffset? boot = head.BootTime;
        page.Write("up " + (boot is { } known ? Duration.Compact(clock.GetUtcNow() - known) : TextReportWriter.UnknownText));
        WritePart(
            page,
            head.Load is { } load
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"load {load.OneMinute:0.00} {load.FiveMinutes:0.00} {load.FifteenMinutes:0.00}"
                )
                : null
        );
        WritePart(page, boot is { } start ? "since " + Duration.Instant(start, clock, seconds: false) : null);
        if (head.Users is { Count: > 0 } users)
        {
            WritePart(page, "users " + string.Join(", ", users.Select(user => user.Name).Distinct(StringComparer.Ordinal)));
        }

        page.EndLine();
    }

    // The innermost counts: what looks like a container in a virtual machine is one.
    private static string? Virtual(MachineVirtualization? known) =>
        HardwareReport.NameOf(known?.Container) is not (null or "none") and var container ? container
        : HardwareReport.NameOf(known?.VirtualMachine) is not (null or "none") and var machine ? machine
        : null;

    public void WriteCpu(OverviewSample earlier)
    {
        CpuTimesPercent? share = Later.Cpu is { } now && earlier.Cpu is { } before ? now.PercentSince(before) : null;
        Label("CPU", boxed: "all");
        WriteBar(share?.Busy, BarWidth);
        WritePart(
            reading.LogicalCount is { } cpus
                ? string.Create(CultureInfo.InvariantCulture, $"{cpus} logical")
                    + (reading.PhysicalCount is { } cores ? string.Create(CultureInfo.InvariantCulture, $", {cores} physical") : "")
                : null
        );
        WritePart(
            reading.Frequency is { } frequency ? string.Create(CultureInfo.InvariantCulture, $"{frequency.CurrentMegahertz:0} MHz") : null
        );
        if (share is { } parts && !IsBoxed)
        {
            WriteCpuParts(parts, "  ");
        }

        WriteReason(Later.Cpu is null, CpuReading.PlaceOfTimes);
        page.EndLine();
        if (share is { } boxed && IsBoxed)
        {
            WriteCpuParts(boxed, "");
            page.EndLine();
        }

        if (Later.Cores is { } laterCores && earlier.Cores is { } earlierCores)
        {
            WriteCores(laterCores, earlierCores);
        }
    }

    // All that the bar adds up, and what the CPUs waited for. What is nothing is left out.
    private void WriteCpuParts(CpuTimesPercent parts, string gap)
    {
        (string Name, double? Percent)[] all =
        [
            ("user", parts.User),
            ("system", parts.System),
            ("nice", parts.Nice),
            ("irq", parts.Irq + parts.SoftIrq.GetValueOrDefault()),
            ("steal", parts.Steal),
            ("I/O wait", parts.IOWait),
        ];
        foreach ((string name, double? percent) in all)
        {
            if (percent is { } known && (known >= LeastPart || name is "user" or "system"))
            {
                page.TryWrite(string.Create(CultureInfo.InvariantCulture, $"{gap}{name} {known:0.0}%"));
                gap = "  ";
            }
        }
    }

    private void WriteCores(IReadOnlyList<CpuCoreTimes> later, IReadOnlyList<CpuCoreTimes> earlier)
    {
        Dictionary<int, CpuTimes> before = earlier.ToDictionary(core => core.Number, core => core.Times);
        int numberWidth = later.Count == 0 ? 1 : later[^1].Number.ToString(CultureInfo.InvariantCulture).Length;

        // A CPU takes its number, a bar in brackets and six columns for the percentage, and two columns up to the next.
        int bar = page.Terminal.Width >= NarrowWidth ? 12 : 5;
        int cell = numberWidth + 1 + bar + 2 + PercentWidth + 2;
        int indent = IsBoxed ? 0 : LabelWidth;
        int perLine = Math.Max(1, (page.Terminal.Width - indent + 2) / cell);
        int shown = (int)Math.Min(later.Count, perLine * (long)_coreRows);
        for (int index = 0; index < shown; index++)
        {
            page.PadTo(indent + index % perLine * cell);
            CpuCoreTimes core = later[index];
            page.Write(core.Number.ToString(CultureInfo.InvariantCulture).PadLeft(numberWidth) + " ", Style.Dim);
            WriteBar(before.TryGetValue(core.Number, out CpuTimes times) ? core.Times.PercentSince(times)?.Busy : null, bar);
            if ((index + 1) % perLine == 0 || index == shown - 1)
            {
                page.EndLine();
            }
        }

        WriteMore(later.Count - shown);
    }

    public void WriteMemory()
    {
        VirtualMemory? memory = reading.Memory.Virtual;
        Label("Memory", "Mem", boxed: "Mem");
        WriteBar(memory?.Percent, BarWidth);
        if (memory is not null)
        {
            WritePart($"{page.Units.Bytes(memory.Total - memory.Available)} of {page.Units.Bytes(memory.Total)}");
            WritePart($"{page.Units.Bytes(memory.Available)} available");
            WritePart(reading.Limits?.MemoryBytes is { } limit ? "container's limit " + page.Units.Bytes(limit) : null);
        }

        WriteReason(memory is null, MemoryReading.PlaceOfVirtual);
        page.EndLine();
        SwapMemory? known = reading.Memory.Swap;
        Label("Swap", boxed: "Swap");
        if (known is { Total: 0 })
        {
            page.Write("none", Style.Dim).EndLine();
            return;
        }

        WriteBar(known?.Percent, BarWidth);
        WritePart(known is { } swap ? $"{page.Units.Bytes(swap.Used)} of {page.Units.Bytes(swap.Total)}" : null);
        WriteReason(known is null, MemoryReading.PlaceOfSwap);
        page.EndLine();
    }

    public void WriteDisks(OverviewSample earlier)
    {
        IReadOnlyList<DiskPartition>? partitions = reading.Partitions;
        Label(page.Terminal.Width >= NarrowWidth ? "Disks" : "Disk");
        if (partitions is null || partitions.Count == 0)
        {
            page.Write(partitions is null ? ReasonOf(DisksReading.PlaceOfPartitions) : "none", Style.Dim).EndLine();
        }
        else
        {
            int shown = Math.Min(partitions.Count, _listRows);
            int mountWidth = Math.Min(
                WidestMountPoint,
                partitions.Take(shown).Max(partition => TextWidth.Of(page.Terminal.MakeSafe(partition.MountPoint)))
            );
            foreach (DiskPartition partition in partitions.Take(shown))
            {
                WriteDisk(partition, mountWidth);
            }

            WriteMore(partitions.Count - shown);
        }

        if (Later.DiskIO is { } now && earlier.DiskIO is { } before)
        {
            DiskIORates? rates = now.RatesSince(before, clock.GetElapsedTime(earlier.Timestamp, Later.Timestamp));
            Label("Disk I/O", "I/O", boxed: "I/O");
            page.Write($"read {Rate(rates?.ReadBytesPerSecond)}  write {Rate(rates?.WriteBytesPerSecond)}").EndLine();
        }
    }

    private void WriteDisk(DiskPartition partition, int mountWidth)
    {
        page.PadTo(LabelWidth);
        DiskUsage? known = reading.Usage[partition.MountPoint];
        if (known is null)
        {
            page.Write(ReasonOf(DisksReading.PlaceOfUsage(partition.MountPoint)).PadRight(BarWidth + 2 + PercentWidth), Style.Warning);
        }
        else
        {
            WriteBar(known.Value.Percent, BarWidth);
        }

        int column = page.Column + 2;
        page.PadTo(column).Write(partition.MountPoint);
        if (known is { } usage)
        {
            page.PadTo(column + mountWidth);
            WritePart($"{page.Units.Bytes(usage.Used)} of {page.Units.Bytes(usage.Total)}");
        }

        WritePart(partition.FileSystemType ?? "?");
        page.EndLine();
    }

    public void WriteNetwork(OverviewSample earlier)
    {
        Label("Network", "Net");
        if (Later.Interfaces is null || earlier.Interfaces is null)
        {
            page.Write(ReasonOf(InterfacesReading.PlaceOfIOCounters), Style.Dim).EndLine();
            return;
        }

        TimeSpan elapsed = clock.GetElapsedTime(earlier.Timestamp, Later.Timestamp);

        // The busiest first, so that the least important are cut. Those without traffic are only counted.
        (string Name, NetworkIOCounters Now)[] interfaces =
        [
            .. Later
                .Interfaces.OrderByDescending(pair => pair.Value.BytesReceived + pair.Value.BytesSent)
                .Select(pair => (pair.Key, pair.Value)),
        ];
        int used = interfaces.Count(entry => entry.Now.BytesReceived + entry.Now.BytesSent > 0);
        int shown = Math.Min(used, _listRows);
        int nameWidth = shown == 0 ? 0 : interfaces.Take(shown).Max(entry => TextWidth.Of(page.Terminal.MakeSafe(entry.Name)));
        foreach ((string name, NetworkIOCounters now) in interfaces.Take(shown))
        {
            int column = LabelWidth + nameWidth;
            page.PadTo(LabelWidth).Write(name).PadTo(column);
            NetworkIORates? rates = earlier.Interfaces.TryGetValue(name, out NetworkIOCounters before)
                ? now.RatesSince(before, elapsed)
                : null;
            WritePart("in " + Rate(rates?.BytesReceivedPerSecond));
            page.PadTo(column + RateWidth);
            WritePart("out " + Rate(rates?.BytesSentPerSecond));
            page.PadTo(column + 2 * RateWidth + 1);
            WritePart($"total {page.Units.Bytes(now.BytesReceived)} in, {page.Units.Bytes(now.BytesSent)} out");
            page.EndLine();
        }

        if (interfaces.Length == 0)
        {
            page.Write("none", Style.Dim).EndLine();
        }

        WriteMore(interfaces.Length - shown);
    }

    public void WriteSensors()
    {
        string[] parts =
        [
            .. reading
                .Sensors.EachTemperature.Where(entry => entry.Reading.CurrentCelsius is not null)
                .Select(entry =>
                    string.Create(CultureInfo.InvariantCulture, $"{entry.Reading.Label ?? entry.Chip} {entry.Reading.CurrentCelsius:0} C")
                ),
            .. reading.Sensors.EachFan.Select(entry =>
                string.Create(CultureInfo.InvariantCulture, $"{entry.Reading.Label ?? entry.Chip} {entry.Reading.RevolutionsPerMinute} rpm")
            ),
        ];
        if (parts.Length > 0)
        {
            Label("Sensors", "Temp", boxed: "Temp");
            page.Write(parts[0]);
            foreach (string part in parts.Skip(1))
            {
                WritePart(part);
            }

            page.EndLine();
        }
    }

    public void WriteBattery()
    {
        if (reading.Sensors.Battery is not { } battery)
        {
            return;
        }

        Label("Battery", "Batt", boxed: "Batt");

        // A low charge is what matters.
        WriteBar(battery.Percent, BarWidth, Bar.StyleOf(100 - battery.Percent));
        WritePart(
            SensorsReport.BatteryStatusName(battery.Status)
                ?? battery.IsPluggedIn switch
                {
                    true => "plugged in",
                    false => "on battery",
                    null => null,
                }
        );
        WritePart(battery.TimeLeft is { } left ? Duration.Compact(left) + " left" : null);
        page.EndLine();
    }

    private OverviewSample Later => reading.Sample;

    // A box has half the width of a line, and the numbers after the bar must fit.
    private int BarWidth => IsBoxed ? Math.Clamp(page.Terminal.Width / 6, 6, 40) : Math.Clamp(page.Terminal.Width / 4, 8, 40);

    /// <summary>The number of processes, and of those in each state.</summary>
    public static string TitleOf(IReadOnlyList<ProcessSnapshot>? processes) =>
        processes is null
            ? "Processes"
            : string.Create(CultureInfo.InvariantCulture, $"{processes.Count} processes: {string.Join(", ", StatesOf(processes))}");

    /// <param name="earlier">The previous sample.</param>
    /// <param name="room">The maximum number of lines; null for no limit.</param>
    public void WriteProcesses(OverviewSample earlier, int? room)
    {
        if (Later.Processes is not { } processes)
        {
            Label("Processes", "Procs");
            page.PadTo(page.Column + 1).Write(ReasonOf(OverviewSample.PlaceOfProcesses)).EndLine();
            return;
        }

        if (!IsBoxed)
        {
            WriteStates(processes);
        }

        long? totalMemory = reading.Memory.Virtual?.Total;
        IEnumerable<ProcessRow> rows = processes
            .Select(snapshot => new ProcessRow(
                snapshot,
                earlier.ProcessCpu is { } before ? Later.ProcessCpu!.PercentSince(before, snapshot.Identity) : null,
                totalMemory
            ))
            .OrderByDescending(row => row.CpuPercent ?? -1)
            .ThenByDescending(row => row.Snapshot.Memory?.Rss ?? -1);
        bool isNarrow = page.Terminal.Width < NarrowWidth;
        TableColumn[] columns = [new("PID", IsRightAligned: true), new("CPU%", IsRightAligned: true), new("RSS", IsRightAligned: true)];
        TableWriter table = new(
            isNarrow ? [.. columns, new("NAME")] : [.. columns, new("MEM%", IsRightAligned: true), new("USER"), new("NAME")]
        );
        foreach (ProcessRow row in rows.Take(Math.Max(room ?? MostProcessRows, LeastProcessRows)))
        {
            string name = row.Snapshot.Name ?? "-";
            string[] cells =
            [
                row.Snapshot.Pid.ToString(CultureInfo.InvariantCulture),
                Percent(row.CpuPercent),
                row.Snapshot.Memory is { } memory ? page.Units.Bytes(memory.Rss) : "-",
            ];
            table.Add(isNarrow ? [.. cells, name] : [.. cells, Percent(row.MemoryPercent), row.Snapshot.UserName ?? "-", name]);
        }

        table.Write(page);
    }

    private static IEnumerable<string> StatesOf(IReadOnlyList<ProcessSnapshot> processes) =>
        processes
            .Where(process => process.Status is not null)
            .GroupBy(process => process.Status!.Value)
            .OrderBy(group => group.Key)
            .Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Count()} {ProcessReport.StatusName(state.Key)}"));

    private void WriteStates(IReadOnlyList<ProcessSnapshot> processes)
    {
        page.Write(string.Create(CultureInfo.InvariantCulture, $"{processes.Count} processes"), Style.Bold);
        string separator = ": ";
        foreach (string state in StatesOf(processes))
        {
            page.TryWrite(separator + state);
            separator = ", ";
        }

        page.EndLine();
    }

    private void Label(string text, string? shortText = null, string boxed = "")
    {
        if (IsBoxed)
        {
            page.Write(boxed, Style.Header).PadTo(boxed.Length == 0 ? 0 : BoxedLabelWidth);
        }
        else
        {
            page.Write(LabelWidth > 6 ? text : shortText ?? text, Style.Header).PadTo(LabelWidth);
        }
    }

    private void WriteBar(double? percent, int width, Style? style = null) =>
        page.Write("[")
            .Write(Bar.Draw(percent, width, page.Terminal.HasUnicode), style ?? Bar.StyleOf(percent))
            .Write("]")
            .Write((percent is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) + "%" : "?").PadLeft(PercentWidth));

    private void WritePart(string? text) => WritePart(page, text);

    private static void WritePart(TextPage page, string? text)
    {
        if (text is not null)
        {
            page.TryWrite("  " + text);
        }
    }

    private void WriteMore(int count)
    {
        if (count > 0)
        {
            page.PadTo(LabelWidth).Write(string.Create(CultureInfo.InvariantCulture, $"and {count} more"), Style.Dim).EndLine();
        }
    }

    private void WriteReason(bool isMissing, string place)
    {
        if (isMissing)
        {
            WritePart(ReasonOf(place));
        }
    }

    private string ReasonOf(string place) => reading.Gaps.Find(place)?.Reason ?? TextReportWriter.UnknownText;

    private static string Percent(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "?";

    private string Rate(double? bytes) => bytes is { } known ? page.Units.BytesPerSecond(known) : "?";
}
