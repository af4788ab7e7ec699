using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>The file systems and disks.</summary>
internal static class DisksReport
{
    public static void Write(ReportWriter writer, DisksReading disks)
    {
        writer.StartObject("disks");
        WritePartitions(writer, "partitions", disks.Partitions);
        WritePartitions(writer, "partitions_all", disks.AllPartitions);
        WriteUsage(writer, disks.Usage);
        WriteIOCounters(writer, disks.IOCounters);
        PressureReport.Write(writer, disks.Pressure);
        writer.EndObject();
    }

    private static void WritePartitions(ReportWriter writer, string name, IReadOnlyList<DiskPartition>? partitions)
    {
        writer.Name(name);
        if (partitions is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (DiskPartition partition in partitions)
        {
            writer.StartObject();
            writer.TextOrNone("device", partition.Device);
            writer.Text("mountpoint", partition.MountPoint);
            writer.Text("fstype", partition.FileSystemType);
            writer.Text("opts", partition.Options);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteUsage(ReportWriter writer, IReadOnlyDictionary<string, DiskUsage?>? disks)
    {
        writer.Name("usage");
        if (disks is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((string mountPoint, DiskUsage? known) in disks)
        {
            writer.Name(mountPoint);
            if (known is not { } usage)
            {
                writer.Null();
                continue;
            }

            writer.StartObject();
            writer.Bytes("total", usage.Total);
            writer.Bytes("used", usage.Used);
            writer.Bytes("free", usage.Free);
            writer.Percent("percent", usage.Percent);
            writer.Number("inodes_total", usage.TotalInodes);
            writer.Number("inodes_free", usage.FreeInodes);
            writer.EndObject();
        }

        writer.EndObject();
    }

    public static void WriteIOCounters(ReportWriter writer, IReadOnlyDictionary<string, DiskIOCounters>? disks)
    {
        writer.Name("io_counters");
        if (disks is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((string name, DiskIOCounters counters) in disks)
        {
            writer.StartObject(name);
            writer.Number("read_count", counters.ReadCount);
            writer.Number("write_count", counters.WriteCount);
            writer.Bytes("read_bytes", counters.ReadBytes);
            writer.Bytes("write_bytes", counters.WriteBytes);
            writer.Milliseconds("read_time", counters.ReadTime);
            writer.Milliseconds("write_time", counters.WriteTime);
            writer.Number("read_merged_count", counters.ReadMergedCount);
            writer.Number("write_merged_count", counters.WriteMergedCount);
            writer.Milliseconds("busy_time", counters.BusyTime);
            writer.EndObject();
        }

        writer.EndObject();
    }
}
