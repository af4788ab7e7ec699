using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Overview;

/// <summary>Lays out the overview on a page, as tall and wide as the terminal.</summary>
internal sealed class OverviewPage(TextPage page, Machine machine, HostDescription host, TimeProvider clock, Gaps gaps)
{
    private const int LeastProcessRows = 3;
    private const int MostProcessRows = 10;
    private const int MostListRows = 4;

    // A file system that hangs must not make the glance a long one.
    private static readonly TimeSpan UsageTimeout = TimeSpan.FromSeconds(1);

    private readonly int _labelWidth = page.Terminal.Width >= 60 ? 9 : 6;
    private readonly int _barWidth = Math.Clamp(page.Terminal.Width / 3, 8, 40);

    public void Write(OverviewSample earlier, OverviewSample later)
    {
        WriteHost();
        page.EndLine();
        WriteCpu(earlier, later);
        WriteMemory();
        WriteDisks(earlier, later);
        WriteNetwork(earlier, later);
        WriteSensors();
        WriteBattery();
        page.EndLine();
        WriteProcesses(earlier, later);
    }

    private void WriteHost()
    {
        page.Write(host.Name, Style.Bold);
        WritePart(host.OperatingSystem);
        WritePart(host.Kernel);
        page.EndLine();
        DateTimeOffset? boot = gaps.ReadValue("boot time", machine.GetBootTime);
        page.Write("up " + (boot is { } known ? Duration.Compact(clock.GetUtcNow() - known) : HumanText.Unknown));
        WritePart(gaps.ReadValue("load", machine.Cpu.GetLoadAverage) is { } load
            ? string.Create(CultureInfo.InvariantCulture, $"load {load.OneMinute:0.00} {load.FiveMinutes:0.00} {load.FifteenMinutes:0.00}")
            : null);
        WritePart(boot is { } start ? "since " + Duration.Instant(start, clock, seconds: false) : null);
        if (gaps.Read("users", machine.GetUsers) is { Count: > 0 } users)
        {
            WritePart("users " + string.Join(", ", users.Select(user => user.Name).Distinct(StringComparer.Ordinal)));
        }

        page.EndLine();
    }

    private void WriteCpu(OverviewSample earlier, OverviewSample later)
    {
        double? busy = later.Cpu is { } now && earlier.Cpu is { } before ? now.PercentSince(before)?.Busy : null;
        Label("CPU");
        WriteBar(busy, _barWidth);
        int? logical = gaps.ReadValue("CPU count", machine.Cpu.GetLogicalCount);
        int? physical = gaps.ReadValue("core count", machine.Cpu.GetPhysicalCount);
        WritePart(logical is { } cpus ? string.Create(CultureInfo.InvariantCulture, $"{cpus} logical") + (physical is { } cores ? string.Create(CultureInfo.InvariantCulture, $", {cores} physical") : "") : null);
        WritePart(gaps.ReadValue("frequency", machine.Cpu.GetFrequency) is { } frequency ? string.Create(CultureInfo.InvariantCulture, $"{frequency.Current:0} MHz") : null);
        WriteReason(later.Cpu is null, "cpu");
        page.EndLine();
        if (later.Cores is { } laterCores && earlier.Cores is { } earlierCores)
        {
            WriteCores(laterCores, earlierCores);
        }
    }

    private void WriteCores(IReadOnlyList<CpuCoreTimes> later, IReadOnlyList<CpuCoreTimes> earlier)
    {
        Dictionary<int, CpuTimes> before = earlier.ToDictionary(core => core.Number, core => core.Times);
        int numberWidth = later.Count == 0 ? 1 : later[^1].Number.ToString(CultureInfo.InvariantCulture).Length;

        // One CPU takes its number, a bar in brackets and six columns for the percentage; then two columns to the next.
        int bar = page.Terminal.Width >= 60 ? 12 : 6;
        int cell = numberWidth + 1 + bar + 2 + 7 + 2;
        int perLine = Math.Max(1, (page.Terminal.Width - _labelWidth + 2) / cell);
        int shown = page.Terminal.IsTerminal ? Math.Min(later.Count, perLine * MostListRows) : later.Count;
        for (int index = 0; index < shown; index++)
        {
            page.PadTo(_labelWidth + index % perLine * cell);
            CpuCoreTimes core = later[index];
            page.Write(core.Number.ToString(CultureInfo.InvariantCulture).PadLeft(numberWidth) + " ", Style.Dim);
            WriteBar(before.TryGetValue(core.Number, out CpuTimes times) ? core.Times.PercentSince(times)?.Busy : null, bar);
            if ((index + 1) % perLine == 0 || index == shown - 1)
            {
                page.EndLine();
            }
        }

        WriteMore(later.Count - shown, "CPUs");
    }

    private void WriteMemory()
    {
        VirtualMemory? memory = gaps.Read("memory", machine.Memory.GetVirtual);
        Label("Memory", "Mem");
        WriteBar(memory?.Percent, _barWidth);
        if (memory is not null)
        {
            WritePart($"{ByteSize.ToString(memory.Total - memory.Available)} of {ByteSize.ToString(memory.Total)}");
            WritePart($"{ByteSize.ToString(memory.Available)} available");
        }

        WriteReason(memory is null, "memory");
        page.EndLine();
        SwapMemory? known = gaps.ReadValue("swap", machine.Memory.GetSwap);
        Label("Swap");
        if (known is { Total: 0 })
        {
            page.Write("none", Style.Dim).EndLine();
            return;
        }

        WriteBar(known?.Percent, _barWidth);
        WritePart(known is { } swap ? $"{ByteSize.ToString(swap.Used)} of {ByteSize.ToString(swap.Total)}" : null);
        WriteReason(known is null, "swap");
        page.EndLine();
    }

    private void WriteDisks(OverviewSample earlier, OverviewSample later)
    {
        IReadOnlyList<DiskPartition>? partitions = gaps.Read("disks", () => machine.Disks.GetPartitions());
        Label(page.Terminal.Width >= 60 ? "Disks" : "Disk");
        if (partitions is null || partitions.Count == 0)
        {
            page.Write(partitions is null ? ReasonOf("disks") : "none", Style.Dim).EndLine();
        }
        else
        {
            DiskPartition[] distinct = [.. partitions.DistinctBy(partition => partition.MountPoint, StringComparer.Ordinal)];
            int shown = page.Terminal.IsTerminal ? Math.Min(distinct.Length, MostListRows) : distinct.Length;
            foreach (DiskPartition partition in distinct.Take(shown))
            {
                WriteDisk(partition);
            }

            WriteMore(distinct.Length - shown, "disks");
        }

        if (later.DiskIO is { } now && earlier.DiskIO is { } before)
        {
            double seconds = clock.GetElapsedTime(earlier.Timestamp, later.Timestamp).TotalSeconds;
            Label("Disk I/O", "I/O");
            page.Write($"read {Rate(now.ReadBytes, before.ReadBytes, seconds)}  write {Rate(now.WriteBytes, before.WriteBytes, seconds)}").EndLine();
        }
    }

    private void WriteDisk(DiskPartition partition)
    {
        page.PadTo(_labelWidth);
        string place = "disk " + partition.MountPoint;
        if (gaps.ReadValue(place, () => machine.Disks.GetUsage(partition.MountPoint, UsageTimeout)) is { } usage)
        {
            WriteBar(usage.Percent, _barWidth);
            WritePart($"{ByteSize.ToString(usage.Used)} of {ByteSize.ToString(usage.Total)}");
        }
        else
        {
            page.Write(ReasonOf(place).PadRight(_barWidth + 2), Style.Warning).Write(new string(' ', 7));
        }

        WritePart(partition.MountPoint);
        WritePart(partition.FileSystemType);
        page.EndLine();
    }

    private void WriteNetwork(OverviewSample earlier, OverviewSample later)
    {
        Label("Network", "Net");
        if (later.Interfaces is null || earlier.Interfaces is null)
        {
            page.Write(ReasonOf("network"), Style.Dim).EndLine();
            return;
        }

        double seconds = clock.GetElapsedTime(earlier.Timestamp, later.Timestamp).TotalSeconds;

        // The busiest first, so that what is cut says least; the loopback and whatever never carried anything last.
        (string Name, NetworkIOCounters Now)[] interfaces =
            [.. later.Interfaces.OrderByDescending(pair => pair.Key != "lo").ThenByDescending(pair => pair.Value.BytesReceived + pair.Value.BytesSent).Select(pair => (pair.Key, pair.Value))];
        int shown = page.Terminal.IsTerminal ? Math.Min(interfaces.Length, MostListRows) : interfaces.Length;
        int nameWidth = shown == 0 ? 0 : interfaces.Take(shown).Max(entry => TextWidth.Of(OSText.Escape(entry.Name)));
        foreach ((string name, NetworkIOCounters now) in interfaces.Take(shown))
        {
            page.PadTo(_labelWidth).Write(name).PadTo(_labelWidth + nameWidth);
            bool isKnown = earlier.Interfaces.TryGetValue(name, out NetworkIOCounters before);
            WritePart("in " + (isKnown ? Rate(now.BytesReceived, before.BytesReceived, seconds) : "?").PadRight(8));
            WritePart("out " + (isKnown ? Rate(now.BytesSent, before.BytesSent, seconds) : "?").PadRight(8));
            WritePart($"total {ByteSize.ToString(now.BytesReceived)} in, {ByteSize.ToString(now.BytesSent)} out");
            page.EndLine();
        }

        if (interfaces.Length == 0)
        {
            page.Write("none", Style.Dim).EndLine();
        }

        WriteMore(interfaces.Length - shown, "interfaces");
    }

    private void WriteSensors()
    {
        List<string> parts = [];
        foreach ((string chip, IReadOnlyList<TemperatureReading> readings) in gaps.Read("temperatures", machine.Sensors.GetTemperatures) ?? new Dictionary<string, IReadOnlyList<TemperatureReading>>())
        {
            parts.AddRange(readings.Where(reading => reading.Current is not null).Select(reading =>
                string.Create(CultureInfo.InvariantCulture, $"{reading.Label ?? chip} {reading.Current:0} C")));
        }

        foreach ((string chip, IReadOnlyList<FanReading> readings) in gaps.Read("fans", machine.Sensors.GetFans) ?? new Dictionary<string, IReadOnlyList<FanReading>>())
        {
            parts.AddRange(readings.Select(reading => string.Create(CultureInfo.InvariantCulture, $"{reading.Label ?? chip} {reading.RevolutionsPerMinute} rpm")));
        }

        if (parts.Count > 0)
        {
            Label("Sensors", "Temp");
            page.Write(parts[0]);
            foreach (string part in parts.Skip(1))
            {
                WritePart(part);
            }

            page.EndLine();
        }
    }

    private void WriteBattery()
    {
        if (gaps.Read("battery", machine.Sensors.GetBattery) is not { } battery)
        {
            return;
        }

        Label("Battery", "Batt");

        // Of charge, little is what worries.
        WriteBar(battery.Percent, _barWidth, Bar.StyleOf(100 - battery.Percent));
        WritePart(battery.Status switch
        {
            BatteryStatus.Discharging => "discharging",
            BatteryStatus.Charging => "charging",
            BatteryStatus.Full => "full",
            BatteryStatus.NotCharging => "not charging",
            _ => battery.IsPluggedIn switch
            {
                true => "plugged in",
                false => "on battery",
                null => null,
            },
        });
        WritePart(battery.TimeLeft is { } left ? Duration.Compact(left) + " left" : null);
        page.EndLine();
    }

    private void WriteProcesses(OverviewSample earlier, OverviewSample later)
    {
        if (later.Processes is not { } processes)
        {
            Label("Processes", "Procs");
            page.PadTo(page.Column + 1).Write(ReasonOf("processes")).EndLine();
            return;
        }

        page.Write(string.Create(CultureInfo.InvariantCulture, $"{processes.Count} processes"), Style.Bold);
        string separator = ": ";
        foreach (IGrouping<ProcessStatus, ProcessSnapshot> state in processes.Where(process => process.Status is not null)
            .GroupBy(process => process.Status!.Value).OrderBy(group => group.Key))
        {
            page.TryWrite(string.Create(CultureInfo.InvariantCulture, $"{separator}{state.Count()} {ProcessReport.StatusName(state.Key)}"));
            separator = ", ";
        }

        page.EndLine();
        long? totalMemory = ProcessSampler.TotalMemory(machine);
        IEnumerable<ProcessRow> rows = processes
            .Select(snapshot => new ProcessRow(snapshot, earlier.ProcessCpu is { } before ? later.ProcessCpu!.PercentSince(before, snapshot.Identity) : null, totalMemory))
            .OrderByDescending(row => row.CpuPercent ?? -1)
            .ThenByDescending(row => row.Snapshot.Memory?.Rss ?? -1);
        int room = page.Terminal.IsTerminal ? page.Terminal.Height - page.LineCount - 2 : MostProcessRows;
        TableWriter table = new([new("PID", IsRightAligned: true), new("USER"), new("CPU%", IsRightAligned: true), new("MEM%", IsRightAligned: true), new("RSS", IsRightAligned: true), new("NAME")]);
        foreach (ProcessRow row in rows.Take(Math.Clamp(room, LeastProcessRows, MostProcessRows)))
        {
            table.Add(
                row.Snapshot.Pid.ToString(CultureInfo.InvariantCulture),
                row.Snapshot.UserName ?? "-",
                Percent(row.CpuPercent),
                Percent(row.MemoryPercent),
                row.Snapshot.Memory is { } memory ? ByteSize.ToString(memory.Rss) : "-",
                row.Snapshot.Name ?? "-");
        }

        table.Write(page);
    }

    private void Label(string text, string? shortText = null) =>
        page.Write(_labelWidth > 6 ? text : shortText ?? text, Style.Header).PadTo(_labelWidth);

    private void WriteBar(double? percent, int width, Style? style = null) => page
        .Write("[")
        .Write(Bar.Draw(percent, width, page.Terminal.HasUnicode), style ?? Bar.StyleOf(percent))
        .Write("]")
        .Write((percent is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) + "%" : "?").PadLeft(7));

    private void WritePart(string? text)
    {
        if (text is not null)
        {
            page.TryWrite("  " + text);
        }
    }

    private void WriteMore(int count, string things)
    {
        if (count > 0)
        {
            page.PadTo(_labelWidth).Write(string.Create(CultureInfo.InvariantCulture, $"and {count} more {things}"), Style.Dim).EndLine();
        }
    }

    private void WriteReason(bool isMissing, string place)
    {
        if (isMissing)
        {
            WritePart(ReasonOf(place));
        }
    }

    private string ReasonOf(string place) => gaps.All.FirstOrDefault(gap => gap.Place == place)?.Reason ?? HumanText.Unknown;

    private static string Percent(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "?";

    private static string Rate(long now, long before, double seconds) =>
        seconds > 0 ? ByteSize.ToString((long)(Math.Max(0, now - before) / seconds)) + "/s" : "?";
}
