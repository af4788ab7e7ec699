using System.Text.RegularExpressions;
using Psutil.AspNetCore.Exposition;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.NodeNames;

/// <summary>The collectors <c>diskstats</c> and <c>filesystem</c>, which leave out what node_exporter leaves out by default.</summary>
internal static partial class NodeDisks
{
    private static readonly TimeSpan FileSystemTimeout = TimeSpan.FromMilliseconds(900);

    private static readonly HashSet<string> ExcludedTypes = new(
        [
            "autofs",
            "binfmt_misc",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "devtmpfs",
            "fusectl",
            "hugetlbfs",
            "iso9660",
            "mqueue",
            "nsfs",
            "overlay",
            "proc",
            "procfs",
            "pstore",
            "rpc_pipefs",
            "securityfs",
            "selinuxfs",
            "squashfs",
            "sysfs",
            "tracefs",
        ],
        StringComparer.Ordinal
    );

    public static void Add(NodeMetricsText node, Machine machine)
    {
        node.Add("diskstats", machine.Disks.GetIOCountersPerDisk, WriteDisks);
        node.Add("filesystem", () => ReadFileSystems(machine.Disks), WriteFileSystems, "file systems");
    }

    private static void WriteDisks(MetricWriter writer, IReadOnlyDictionary<string, DiskIOCounters> disks)
    {
        Write("io_time_seconds", "Total seconds spent doing I/Os.", disk => disk.BusyTime?.TotalSeconds);
        Write("read_bytes", "The total number of bytes read successfully.", disk => disk.ReadBytes);
        Write("read_time_seconds", "The total number of seconds spent by all reads.", disk => disk.ReadTime?.TotalSeconds);
        Write("reads_completed", "The total number of reads completed successfully.", disk => disk.ReadCount);
        Write("reads_merged", "The total number of reads merged.", disk => disk.ReadMergedCount);
        Write("write_time_seconds", "This is the total number of seconds spent by all writes.", disk => disk.WriteTime?.TotalSeconds);
        Write("writes_completed", "The total number of writes completed successfully.", disk => disk.WriteCount);
        Write("writes_merged", "The number of writes merged.", disk => disk.WriteMergedCount);
        Write("written_bytes", "The total number of bytes written successfully.", disk => disk.WriteBytes);

        void Write(string name, string help, Func<DiskIOCounters, double?> select)
        {
            writer.Begin($"node_disk_{name}", MetricKind.Counter, help);
            foreach ((string disk, DiskIOCounters counters) in disks)
            {
                if (!ExcludedDisk().IsMatch(disk))
                {
                    writer.SampleIfKnown(select(counters), ("device", Measure.Text(disk)));
                }
            }
        }
    }

    private static IReadOnlyList<PartitionUsage> ReadFileSystems(Disks disks)
    {
        IEnumerable<DiskPartition> partitions = disks
            .GetPartitions(all: true)
            .Where(partition =>
                !ExcludedTypes.Contains(partition.FileSystemType ?? "") && !ExcludedMountPoint().IsMatch(partition.MountPoint)
            );

        // Those that always answer are asked one after the other, which costs less than all at once.
        ILookup<bool, DiskPartition> byRisk = partitions.ToLookup(partition => partition.CanHang != false);
        IReadOnlyList<PartitionUsage> others = byRisk[true].Any()
            ? disks.GetUsagesAsync(byRisk[true], FileSystemTimeout).GetAwaiter().GetResult()
            : [];
        return [.. byRisk[false].Select(partition => GetUsage(disks, partition)), .. others];
    }

    private static PartitionUsage GetUsage(Disks disks, DiskPartition partition)
    {
        try
        {
            return new PartitionUsage { Partition = partition, Usage = disks.GetUsage(partition.MountPoint, FileSystemTimeout) };
        }
        catch (PsutilException exception)
        {
            return new PartitionUsage { Partition = partition, Exception = exception };
        }
    }

    private static void WriteFileSystems(MetricWriter writer, IReadOnlyList<PartitionUsage> fileSystems)
    {
        Write("avail_bytes", "Filesystem space available to non-root users in bytes.", one => one.Usage?.Free);
        Write("device_error", "Whether an error occurred while getting statistics for the given device.", one => one.Usage is null ? 1 : 0);
        Write("files", "Filesystem total file nodes.", one => one.Usage?.TotalInodes);
        Write("files_free", "Filesystem total free file nodes.", one => one.Usage?.FreeInodes);
        Write("free_bytes", "Filesystem free space in bytes.", one => one.Usage?.Total - one.Usage?.Used);
        Write("readonly", "Filesystem read-only status.", one => one.Usage is null ? null : IsReadOnly(one.Partition));
        Write("size_bytes", "Filesystem size in bytes.", one => one.Usage?.Total);

        void Write(string name, string help, Func<PartitionUsage, double?> select)
        {
            writer.Begin($"node_filesystem_{name}", MetricKind.Gauge, help);
            foreach (PartitionUsage one in fileSystems)
            {
                writer.SampleIfKnown(
                    select(one),
                    ("device", Measure.Text(one.Partition.Device ?? "")),
                    ("fstype", Measure.Text(one.Partition.FileSystemType ?? "")),
                    ("mountpoint", Measure.Text(one.Partition.MountPoint))
                );
            }
        }
    }

    private static double IsReadOnly(DiskPartition partition) =>
        partition.Options.Split(',').Contains("ro", StringComparer.Ordinal) ? 1 : 0;

    [GeneratedRegex(@"^(ram|loop|fd|(h|s|v|xv)d[a-z]|nvme[0-9]+n[0-9]+p)[0-9]+$")]
    private static partial Regex ExcludedDisk();

    [GeneratedRegex(@"^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)")]
    private static partial Regex ExcludedMountPoint();
}
