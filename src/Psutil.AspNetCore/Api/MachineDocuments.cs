using System.Runtime.InteropServices;
using Psutil.AspNetCore.Streaming;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;

namespace Psutil.AspNetCore.Api;

/// <summary>The lists of the documents about the machine, with the members that the command's tables have in JSON.</summary>
internal static class MachineDocuments
{
    public static void WriteHost(ReportWriter writer)
    {
        writer.StartObject("host");
        writer.Text("name", Environment.MachineName);
        writer.Text("os", RuntimeInformation.OSDescription);
        writer.EndObject();
    }

    public static void WriteCpus(ReportWriter writer, CpuReading cpu, IReadOnlyDictionary<int, CpuTimesPercent> shares)
    {
        writer.Name("cpus");
        if (cpu.TimesPerCpu is not { } cores)
        {
            writer.Null();
            return;
        }

        Dictionary<int, CpuFrequency> frequencies = (cpu.FrequencyPerCpu ?? []).ToDictionary(core => core.Number, core => core.Frequency);
        writer.StartArray();
        foreach (CpuCoreTimes core in cores)
        {
            CpuTimesPercent? share = shares.TryGetValue(core.Number, out CpuTimesPercent known) ? known : null;
            writer.StartObject();
            writer.Number("number", core.Number);
            writer.Percent("percent", share?.Busy);
            LiveJson.WriteModes(writer, share);
            writer.Number("freq", frequencies.TryGetValue(core.Number, out CpuFrequency frequency) ? frequency.CurrentMegahertz : null);
            writer.EndObject();
        }

        writer.EndArray();
    }

    public static void WriteMemorySummary(ReportWriter writer, MemoryReading memory)
    {
        writer.StartArray("summary");
        if (memory.Virtual is { } amounts)
        {
            writer.StartObject();
            writer.Text("kind", "memory");
            writer.Bytes("total", amounts.Total);
            writer.Bytes("used", amounts.Used);
            writer.Bytes("free", amounts.Free);
            writer.Bytes("shared", amounts.Shared);
            writer.Bytes("buffers", amounts.Buffers);
            writer.Bytes("cached", amounts.Cached);
            writer.Bytes("available", amounts.Available);
            writer.Percent("percent", amounts.Percent);
            writer.EndObject();
        }

        if (memory.Swap is { } swap)
        {
            writer.StartObject();
            writer.Text("kind", "swap");
            writer.Bytes("total", swap.Total);
            writer.Bytes("used", swap.Used);
            writer.Bytes("free", swap.Free);
            foreach (string name in (string[])["shared", "buffers", "cached", "available"])
            {
                writer.Bytes(name, null);
            }

            writer.Percent("percent", swap.Percent);
            writer.EndObject();
        }

        writer.EndArray();
    }

    public static void WriteDisks(ReportWriter writer, DisksReading disks)
    {
        writer.Name("disks");
        if (disks.Partitions is not { } partitions)
        {
            writer.Null();
            return;
        }

        // Only the last of several mounts on one mount point is visible.
        OrderedDictionary<string, DiskPartition> visible = new(StringComparer.Ordinal);
        foreach (DiskPartition partition in partitions)
        {
            visible[partition.MountPoint] = partition;
        }

        writer.StartArray();
        foreach (DiskPartition partition in visible.Values)
        {
            DiskUsage? usage = disks.Usage?.GetValueOrDefault(partition.MountPoint);
            writer.StartObject();
            writer.TextOrNone("device", partition.Device);
            writer.Text("mountpoint", partition.MountPoint);
            writer.Text("fstype", partition.FileSystemType);
            writer.Text("opts", partition.Options);
            writer.Bytes("total", usage?.Total);
            writer.Bytes("used", usage?.Used);
            writer.Bytes("free", usage?.Free);
            writer.Percent("percent", usage?.Percent);
            writer.Number("inodes_total", usage?.TotalInodes);
            writer.Number("inodes_free", usage?.FreeInodes);
            writer.EndObject();
        }

        writer.EndArray();
        DisksReport.WriteIOCounters(writer, disks.IOCounters);
        PressureReport.Write(writer, disks.Pressure);
    }

    public static void WriteInterfaces(ReportWriter writer, InterfacesReading interfaces, IReadOnlyDictionary<string, NetworkIORates> rates)
    {
        writer.Name("interfaces");
        if (interfaces.IOCounters is not { } counters)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach ((string name, NetworkIOCounters now) in counters)
        {
            NetworkIORates? rate = rates.TryGetValue(name, out NetworkIORates known) ? known : null;
            writer.StartObject();
            writer.Text("name", name);
            writer.BytesPerSecond("recv_per_second", rate?.BytesReceivedPerSecond);
            writer.BytesPerSecond("sent_per_second", rate?.BytesSentPerSecond);
            writer.Name("io_counters");
            NetworkReport.WriteIOCounters(writer, now);
            writer.Name("stats");
            NetworkReport.WriteStatistics(writer, interfaces.Statistics?.GetValueOrDefault(name));
            writer.Name("addresses");
            NetworkReport.WriteAddresses(writer, name, interfaces.Addresses?.GetValueOrDefault(name));
            writer.EndObject();
        }

        writer.EndArray();
    }

    public static void WriteSensors(ReportWriter writer, SensorsReading sensors)
    {
        writer.StartArray("sensors");
        foreach ((string chip, TemperatureReading reading) in sensors.EachTemperature)
        {
            WriteSensor(
                writer,
                "temperature",
                chip,
                reading.CurrentCelsius,
                "C",
                reading.Label,
                reading.HighCelsius,
                reading.CriticalCelsius
            );
        }

        foreach ((string chip, FanReading reading) in sensors.EachFan)
        {
            WriteSensor(writer, "fan", chip, reading.RevolutionsPerMinute, "rpm", reading.Label);
        }

        if (sensors.Battery is { } battery)
        {
            string? status = SensorsReport.BatteryStatusName(battery.Status);
            WriteSensor(writer, "battery", null, battery.Percent, "%", status, timeLeft: battery.TimeLeft);
            if (battery.PowerWatts is { } watts)
            {
                WriteSensor(writer, "power", "battery", Math.Round(watts, 3), "W", status);
            }
        }

        writer.EndArray();
    }

    public static void WriteConnections(
        ReportWriter writer,
        IReadOnlyList<NetworkConnection>? connections,
        IReadOnlyDictionary<int, ProcessSnapshot> owners
    )
    {
        writer.Name("connections");
        if (connections is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (NetworkConnection connection in connections)
        {
            ProcessSnapshot? owner = connection.Pid is { } pid ? owners.GetValueOrDefault(pid) : null;
            writer.StartObject();
            ConnectionReport.WriteMembers(writer, connection);
            writer.Text("name", owner?.Name);
            writer.Text("username", owner?.UserName);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteSensor(
        ReportWriter writer,
        string kind,
        string? chip,
        double? current,
        string unit,
        string? label,
        double? high = null,
        double? critical = null,
        TimeSpan? timeLeft = null
    )
    {
        writer.StartObject();
        writer.Text("kind", kind);
        writer.TextOrNone("chip", chip);
        writer.Number("current", current);
        writer.Text("unit", unit);
        writer.Number("high", high);
        writer.Number("critical", critical);
        writer.Seconds("secsleft", timeLeft);
        writer.TextOrNone("label", label);
        writer.EndObject();
    }
}
