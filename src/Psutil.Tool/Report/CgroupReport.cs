using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>A cgroup as a JSON object, with the kernel's names where it has any.</summary>
internal static class CgroupReport
{
    private static readonly (CgroupFields Field, string Name)[] FieldNames =
    [
        (CgroupFields.Cpu, "cpu"),
        (CgroupFields.Memory, "memory"),
        (CgroupFields.IO, "io"),
        (CgroupFields.Pressure, "pressure"),
        (CgroupFields.Tasks, "tasks"),
        (CgroupFields.Processes, "processes"),
    ];

    /// <summary>Writes the members of a group's object.</summary>
    public static void WriteMembers(ReportWriter writer, CgroupSnapshot group, CgroupRates? rates)
    {
        writer.Text("path", group.Path);
        writer.TextOrNone("unit", group.Unit);
        writer.TextOrNone("slice", group.Slice);
        writer.TextOrNone("container_id", group.ContainerId);
        writer.TextOrNone("container_name", group.ContainerName);
        writer.TextOrNone("runtime", group.Runtime);
        writer.TextOrNone("pod_uid", group.PodUid);
        WriteCpu(writer, group.Cpu, rates);
        WriteMemory(writer, group.Memory);
        WriteIO(writer, group, rates);
        WritePressure(writer, group.Pressure);
        WriteTasks(writer, group.Tasks);
        writer.Number("processes", group.ProcessCount);
        writer.StartObject("unavailable");
        foreach ((CgroupFields field, string name) in FieldNames)
        {
            if (group.WhyMissing(field) is { } reason)
            {
                writer.Text(name, Reasons.Of(reason));
            }
        }

        writer.EndObject();
    }

    private static void WriteCpu(ReportWriter writer, CgroupCpu? known, CgroupRates? rates)
    {
        writer.Name("cpu");
        if (known is not { } cpu)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Seconds("usage", cpu.Usage);
        writer.Seconds("user", cpu.User);
        writer.Seconds("system", cpu.System);
        writer.Percent("percent", rates?.CpuPercent);
        writer.Number("periods", cpu.Periods);
        writer.Number("throttled_periods", cpu.ThrottledPeriods);
        writer.Seconds("throttled", cpu.ThrottledTime);
        writer.Percent("throttled_percent", rates?.ThrottledPercent);
        writer.Number("limit", cpu.LimitCpuCount);
        writer.Number("weight", cpu.Weight);
        writer.EndObject();
    }

    private static void WriteMemory(ReportWriter writer, CgroupMemory? known)
    {
        writer.Name("memory");
        if (known is not { } memory)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Bytes("current", memory.Current);
        writer.Bytes("peak", memory.Peak);
        writer.Bytes("anon", memory.Anonymous);
        writer.Bytes("file", memory.File);
        writer.Bytes("shmem", memory.Shared);
        writer.Bytes("kernel", memory.Kernel);
        writer.Bytes("slab", memory.Slab);
        writer.Bytes("inactive_file", memory.InactiveFile);
        writer.Bytes("swap", memory.Swap);
        writer.Bytes("limit", memory.Limit);
        writer.Bytes("high_limit", memory.HighLimit);
        writer.Bytes("swap_limit", memory.SwapLimit);
        writer.StartObject("events");
        writer.Number("high", memory.HighEvents);
        writer.Number("max", memory.MaxEvents);
        writer.Number("oom", memory.OomEvents);
        writer.Number("oom_kill", memory.OomKills);
        writer.EndObject();
        writer.EndObject();
    }

    private static void WriteIO(ReportWriter writer, CgroupSnapshot group, CgroupRates? rates)
    {
        writer.Name("io");
        if (group.DeviceIO is not { } devices)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Bytes("read_bytes", group.ReadBytes);
        writer.Bytes("write_bytes", group.WriteBytes);
        writer.BytesPerSecond("read_bytes_per_second", rates?.ReadBytesPerSecond);
        writer.BytesPerSecond("write_bytes_per_second", rates?.WriteBytesPerSecond);
        writer.Number("reads_per_second", rates?.ReadsPerSecond);
        writer.Number("writes_per_second", rates?.WritesPerSecond);
        writer.StartArray("devices");
        foreach (CgroupDeviceIO device in devices)
        {
            writer.StartObject();
            writer.Text("number", device.Number);
            writer.Text("name", device.Name);
            writer.Bytes("read_bytes", device.ReadBytes);
            writer.Bytes("write_bytes", device.WriteBytes);
            writer.Number("read_count", device.ReadCount);
            writer.Number("write_count", device.WriteCount);
            writer.Bytes("discard_bytes", device.DiscardBytes);
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
    }

    private static void WritePressure(ReportWriter writer, CgroupPressure? known)
    {
        writer.Name("pressure");
        if (known is not { } pressure)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Name("cpu");
        PressureReport.WriteStall(writer, pressure.Cpu);
        writer.Name("memory");
        PressureReport.WriteStall(writer, pressure.Memory);
        writer.Name("io");
        PressureReport.WriteStall(writer, pressure.IO);
        writer.EndObject();
    }

    private static void WriteTasks(ReportWriter writer, CgroupTasks? known)
    {
        writer.Name("tasks");
        if (known is not { } tasks)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Number("current", tasks.Count);
        writer.Number("limit", tasks.Limit);
        writer.EndObject();
    }
}
