namespace Psutil.Compare.Readings.Library;

/// <summary>A snapshot in the floor's words.</summary>
internal static class SnapshotRecords
{
    public static void Write(RecordWriter records, string record, ProcessSnapshot process)
    {
        records.Write(record, "name", process.Name);
        records.Write(record, "state", Letter(process.Status));
        records.WriteSeconds(record, "user", process.CpuTimes?.User);
        records.WriteSeconds(record, "system", process.CpuTimes?.System);
        records.Write(record, "threads", process.ThreadCount);
        records.Write(record, "rss", process.Memory?.Rss ?? process.ApproximateRss);
        records.Write(record, "ppid", process.ParentPid);
        records.WriteSeconds(record, "start", process.CreateTime - DateTimeOffset.UnixEpoch);
        records.Write(record, "uid", process.UserIds?.Real);
        records.Write(record, "exe", process.ExecutablePath);
        records.Write(
            record,
            "cmdline",
            process.CommandLine is { } arguments ? string.Join(' ', arguments).Replace('\n', ' ').Replace('\t', ' ') : null
        );
        records.Write(record, "uss", process.MemoryFootprint?.Uss);
        records.Write(record, "pss", process.MemoryFootprint?.Pss);
        records.Write(record, "swap", process.MemoryFootprint?.Swap);
    }

    private static string? Letter(ProcessStatus? status) =>
        status switch
        {
            ProcessStatus.Running => "R",
            ProcessStatus.Sleeping => "S",
            ProcessStatus.DiskSleep => "D",
            ProcessStatus.Stopped => "T",
            ProcessStatus.TracingStop => "t",
            ProcessStatus.Zombie => "Z",
            ProcessStatus.Idle => "I",
            ProcessStatus.Parked => "P",
            _ => status?.ToString(),
        };
}
