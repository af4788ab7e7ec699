namespace Psutil.Compare.Readings.Library;

internal static class CgroupRecords
{
    public static void Write(RecordWriter records, IEnumerable<CgroupSnapshot> groups)
    {
        foreach (CgroupSnapshot group in groups)
        {
            string path = group.Path;
            records.Write(path, "cpu_us", (long?)group.Cpu?.Usage?.TotalMicroseconds);
            records.Write(path, "throttled", group.Cpu?.ThrottledPeriods);
            records.Write(path, "weight", group.Cpu?.Weight);
            records.Write(path, "used", group.Memory?.Current);
            records.Write(path, "peak", group.Memory?.Peak);
            records.Write(path, "anonymous", group.Memory?.Anonymous);
            records.Write(path, "cache", group.Memory?.File);
            records.Write(path, "kernel", group.Memory?.Kernel);
            records.Write(path, "swap_used", group.Memory?.Swap);
            records.Write(path, "limit", group.Memory?.Limit);
            records.Write(path, "max_events", group.Memory?.MaxEvents);
            records.Write(path, "oom_kills", group.Memory?.OomKills);
            records.Write(path, "read_bytes", group.ReadBytes);
            records.Write(path, "write_bytes", group.WriteBytes);
            records.Write(path, "cpu_stall_us", (long?)group.Pressure?.Cpu?.Some.Total.TotalMicroseconds);
            records.Write(path, "memory_stall_us", (long?)group.Pressure?.Memory?.Some.Total.TotalMicroseconds);
            records.Write(path, "io_stall_us", (long?)group.Pressure?.IO?.Some.Total.TotalMicroseconds);
            records.Write(path, "tasks", group.Tasks?.Count);
            records.Write(path, "most_tasks", group.Tasks?.Limit);
            records.Write(path, "processes", group.ProcessCount);
        }
    }
}
