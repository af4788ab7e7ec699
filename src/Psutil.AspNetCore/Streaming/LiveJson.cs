using Psutil.AspNetCore.Api;
using Psutil.AspNetCore.Sampling;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;

namespace Psutil.AspNetCore.Streaming;

/// <summary>The events of the stream as JSON.</summary>
internal static class LiveJson
{
    /// <summary>The event <c>machine</c>.</summary>
    public static byte[] OfMachine(MachineSample sample, IReadOnlyList<Finding> findings) =>
        JsonBytes.Of(writer =>
        {
            writer.Instant("time", sample.Time);
            WriteCpu(writer, sample);
            CpuReport.WriteLoad(writer, sample.Load);
            WriteMemory(writer, sample);
            WritePressure(writer, sample);
            WriteDisks(writer, sample.Disks);
            WriteNetwork(writer, sample.Network);
            WriteFileSystems(writer, sample.FileSystems);
            WriteSensors(writer, sample.Sensors);
            WriteGpus(writer, sample.Gpus);
            WriteFindings(writer, findings);
            GapsReport.Write(writer, sample.Gaps);
        });

    /// <summary>The event <c>processes</c>.</summary>
    /// <param name="time">When they were read.</param>
    /// <param name="isAll">Whether all processes are there, for a client that had none.</param>
    /// <param name="changed">The processes that changed, or all.</param>
    /// <param name="ended">Those that ended.</param>
    public static byte[] OfProcesses(
        DateTimeOffset time,
        bool isAll,
        IReadOnlyList<LiveProcess> changed,
        IReadOnlyList<LiveProcess> ended
    ) =>
        JsonBytes.Of(writer =>
        {
            writer.Instant("time", time);
            writer.Flag("all", isAll);
            writer.StartArray("changed");
            foreach (LiveProcess process in changed)
            {
                WriteProcess(writer, process);
            }

            writer.EndArray();
            writer.StartArray("ended");
            foreach (LiveProcess process in ended)
            {
                writer.StartObject();
                writer.Number("pid", process.Identity.Pid);
                writer.Instant("create_time", process.CreateTime);
                writer.EndObject();
            }

            writer.EndArray();
        });

    private static void WriteCpu(ReportWriter writer, MachineSample sample)
    {
        writer.StartObject("cpu");
        writer.Percent("percent", sample.Cpu?.Busy);
        WriteModes(writer, sample.Cpu);
        writer.StartArray("per_cpu");
        foreach ((int number, CpuTimesPercent? percent) in sample.Cores)
        {
            writer.StartObject();
            writer.Number("number", number);
            writer.Percent("percent", Rounded(percent?.Busy));
            WriteModes(writer, percent);
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
    }

    /// <summary>The share of each mode, under the names of psutil's <c>cpu_times_percent</c>.</summary>
    public static void WriteModes(ReportWriter writer, CpuTimesPercent? known)
    {
        writer.Name("times_percent");
        if (known is not { } percent)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Percent("user", Rounded(percent.User));
        writer.Percent("nice", Rounded(percent.Nice));
        writer.Percent("system", Rounded(percent.System));
        writer.Percent("idle", Rounded(percent.Idle));
        writer.Percent("iowait", Rounded(percent.IOWait));
        writer.Percent("irq", Rounded(percent.Irq));
        writer.Percent("softirq", Rounded(percent.SoftIrq));
        writer.Percent("steal", Rounded(percent.Steal));
        writer.EndObject();
    }

    private static void WriteMemory(ReportWriter writer, MachineSample sample)
    {
        writer.StartObject("memory");
        MemoryReport.WriteAmounts(writer, sample.Memory.Virtual, sample.Memory.Swap);
        writer.BytesPerSecond("swap_in_rate", Rounded(sample.SwapInRate));
        writer.BytesPerSecond("swap_out_rate", Rounded(sample.SwapOutRate));
        writer.EndObject();
    }

    private static void WritePressure(ReportWriter writer, MachineSample sample)
    {
        writer.StartObject("pressure");
        foreach (
            (string name, PressureStall? stall) in (IEnumerable<(string, PressureStall?)>)
                [("cpu", sample.CpuPressure), ("memory", sample.Memory.Pressure), ("io", sample.IOPressure)]
        )
        {
            writer.Name(name);
            PressureReport.WriteStall(writer, stall);
        }

        writer.EndObject();
    }

    private static void WriteDisks(ReportWriter writer, DiskIOReading? disks)
    {
        if (disks is null)
        {
            writer.Name("disks");
            writer.Null();
            return;
        }

        // The disks below have partitions among them, which the whole counts once.
        writer.StartObject("disk_total");
        writer.BytesPerSecond("read_rate", Rounded(disks.Total?.ReadBytesPerSecond));
        writer.BytesPerSecond("write_rate", Rounded(disks.Total?.WriteBytesPerSecond));
        writer.EndObject();
        writer.StartArray("disks");
        foreach ((string name, DiskIORates rates) in disks.PerDisk)
        {
            writer.StartObject();
            writer.Text("name", name);
            writer.BytesPerSecond("read_rate", Rounded(rates.ReadBytesPerSecond));
            writer.BytesPerSecond("write_rate", Rounded(rates.WriteBytesPerSecond));
            writer.Number("read_count_rate", Rounded(rates.ReadsPerSecond));
            writer.Number("write_count_rate", Rounded(rates.WritesPerSecond));
            writer.Percent("busy_percent", Rounded(rates.BusyPercent));
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteNetwork(ReportWriter writer, NetworkIOReading? network)
    {
        writer.Name("network");
        if (network is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach ((string name, NetworkIORates rates) in network.PerInterface)
        {
            writer.StartObject();
            writer.Text("name", name);
            writer.BytesPerSecond("recv_rate", Rounded(rates.BytesReceivedPerSecond));
            writer.BytesPerSecond("sent_rate", Rounded(rates.BytesSentPerSecond));
            writer.Number("error_rate", Rounded(rates.ErrorsInPerSecond + rates.ErrorsOutPerSecond));
            writer.Number("drop_rate", Rounded(rates.DropsInPerSecond + rates.DropsOutPerSecond.GetValueOrDefault()));
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteFileSystems(ReportWriter writer, IReadOnlyList<PartitionUsage>? fileSystems)
    {
        writer.Name("file_systems");
        if (fileSystems is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (PartitionUsage entry in fileSystems)
        {
            writer.StartObject();
            writer.Text("mountpoint", entry.Partition.MountPoint);
            writer.TextOrNone("device", entry.Partition.Device);
            writer.Text("fstype", entry.Partition.FileSystemType);
            writer.Text("opts", entry.Partition.Options);
            writer.Bytes("total", entry.Usage?.Total);
            writer.Bytes("used", entry.Usage?.Used);
            writer.Bytes("free", entry.Usage?.Free);
            writer.Percent("percent", Rounded(entry.Usage?.Percent));
            writer.TextOrNone("reason", entry.Unavailable is { } why ? Reasons.Of(why.Reason) : null);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteSensors(ReportWriter writer, SensorsReading? sensors)
    {
        writer.StartArray("temperatures");
        foreach ((string chip, TemperatureReading reading) in sensors?.EachTemperature ?? [])
        {
            writer.StartObject();
            writer.Text("name", chip);
            SensorsReport.WriteMembers(writer, reading);
            writer.EndObject();
        }

        writer.EndArray();
        writer.StartArray("fans");
        foreach ((string chip, FanReading reading) in sensors?.EachFan ?? [])
        {
            writer.StartObject();
            writer.Text("name", chip);
            SensorsReport.WriteMembers(writer, reading);
            writer.EndObject();
        }

        writer.EndArray();
        SensorsReport.WriteBattery(writer, sensors?.Battery);
    }

    // Some values of each: psutil gpus has all.
    private static void WriteGpus(ReportWriter writer, IReadOnlyList<GpuUse>? gpus)
    {
        writer.StartArray("gpus");
        foreach (GpuUse use in gpus ?? [])
        {
            writer.StartObject();
            writer.Text("id", use.Gpu.Id);
            writer.TextOrNone("name", use.Gpu.Name ?? use.Gpu.Driver);
            writer.Flag("suspended", use.Gpu.IsSuspended);
            writer.Percent("utilization_percent", Rounded(use.UtilizationPercent));
            writer.Bytes("memory_used", use.Gpu.MemoryUsed);
            writer.Bytes("memory_total", use.Gpu.MemoryTotal);
            writer.Number("temperature_celsius", use.Gpu.TemperatureCelsius);
            writer.Number("power_watts", Rounded(use.PowerWatts));
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteFindings(ReportWriter writer, IReadOnlyList<Finding> findings)
    {
        writer.StartArray("findings");
        foreach (Finding finding in findings)
        {
            writer.StartObject();
            writer.Text("kind", finding.Kind);
            writer.TextOrNone("subject", finding.Subject);
            writer.Text("severity", finding.IsCritical ? "critical" : "warning");
            writer.Number("value", Rounded(finding.Value));
            writer.Number("limit", finding.Limit);
            writer.Text("unit", finding.Unit);
            writer.Instant("since", finding.Since);
            writer.Name("process");
            if (finding.Process is { } process)
            {
                writer.StartObject();
                writer.Number("pid", process.Pid);
                writer.Text("name", process.Name);
                writer.EndObject();
            }
            else
            {
                writer.None();
            }

            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteProcess(ReportWriter writer, LiveProcess process)
    {
        writer.StartObject();
        writer.Number("pid", process.Identity.Pid);
        writer.Instant("create_time", process.CreateTime);
        writer.Number("ppid", process.ParentPid);
        writer.Text("name", process.Name);
        writer.Text("username", process.UserName);
        writer.Text("status", process.Status is { } status and not ProcessStatus.Unknown ? ProcessReport.StatusName(status) : null);
        writer.Percent("cpu_percent", process.CpuPercent);
        writer.Bytes("rss", process.Rss);
        writer.Number("num_threads", process.ThreadCount);
        writer.BytesPerSecond("read_rate", process.ReadRate);
        writer.BytesPerSecond("write_rate", process.WriteRate);
        if (process.Arguments is { } arguments)
        {
            writer.Name("cmdline");
            writer.TextList(arguments);
        }

        writer.EndObject();
    }

    // Two digits are enough for a picture, and a third of the bytes.
    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 2) : null;
}
