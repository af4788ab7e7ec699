using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Bsd.Parsing;

namespace Psutil.Platforms.Bsd;

/// <summary>
/// The common part of the disks of the BSDs and macOS: the list of mounts, the space of a file system, counters that never decrease.
/// </summary>
internal abstract class BsdDisks(Machine machine) : Disks(machine)
{
    private const int FirstTableSize = 64 * 1024;
    private const int FirstStatisticsSize = 4 * 1024;

    // A hundred thousand disks.
    private const int LargestStatistics = 16 * 1024 * 1024;

    // About ten thousand mounts.
    private const int LargestTable = 32 * 1024 * 1024;

    // Local file systems that are not on a disk.
    private static readonly HashSet<string> MemoryFileSystems = new(StringComparer.Ordinal)
    {
        "autofs",
        "devfs",
        "fdesc",
        "fdescfs",
        "kernfs",
        "linprocfs",
        "linsysfs",
        "mfs",
        "mqueuefs",
        "nullfs",
        "null",
        "overlay",
        "procfs",
        "ptyfs",
        "tmpfs",
        "union",
        "unionfs",
    };

    private readonly MonotonicCounters<string> _history = new(StringComparer.Ordinal);

    // Shared by all machines, because a mount that does not answer concerns all of them.
    private protected abstract DiskUsageCalls UsageCalls { get; }

    /// <summary>The size of the kernel's record of a mount.</summary>
    private protected abstract int MountSize { get; }

    protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options)
    {
        RentedBuffer buffer = new(FirstTableSize);
        try
        {
            int count;
            while (true)
            {
                count = ReadMounts(buffer.Span[..(buffer.Span.Length / MountSize * MountSize)]);
                if (count < 0)
                {
                    throw new SystemCallException(
                        new SystemCallError
                        {
                            SystemCall = "getfsstat",
                            ErrorCode = -count,
                            Description = Errno.Describe(-count),
                        }
                    );
                }

                // If the buffer is full, the list may have been cut.
                if (count < buffer.Span.Length / MountSize || buffer.Span.Length > LargestTable)
                {
                    break;
                }

                buffer.Grow(0);
            }

            List<DiskPartition> partitions = new(count);
            for (int index = 0; index < count; index++)
            {
                DiskPartition partition = ParseMount(buffer.Span.Slice(index * MountSize, MountSize), out bool isLocal);
                if (
                    options.IncludeAll
                    || (isLocal && partition.Device is not null && !MemoryFileSystems.Contains(partition.FileSystemType ?? ""))
                )
                {
                    partitions.Add(partition);
                }
            }

            return partitions;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout) => UsageCalls.Read(path, timeout, Errno.Describe);

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk()
    {
        OrderedDictionary<string, DiskIOCounters> disks = new(StringComparer.Ordinal);
        using MonotonicCounters<string>.Round round = _history.BeginRound();
        foreach ((string name, DiskIOCounters counters) in ReadCounters())
        {
            Span<long> values =
            [
                counters.ReadCount,
                counters.WriteCount,
                counters.ReadBytes,
                counters.WriteBytes,
                counters.ReadTime.GetValueOrDefault().Ticks,
                counters.WriteTime.GetValueOrDefault().Ticks,
                counters.BusyTime.GetValueOrDefault().Ticks,
            ];
            _history.Apply(name, values);
            disks[name] = new DiskIOCounters
            {
                ReadCount = values[0],
                WriteCount = values[1],
                ReadBytes = values[2],
                WriteBytes = values[3],
                ReadTime = counters.ReadTime is null ? null : TimeSpan.FromTicks(values[4]),
                WriteTime = counters.WriteTime is null ? null : TimeSpan.FromTicks(values[5]),
                BusyTime = counters.BusyTime is null ? null : TimeSpan.FromTicks(values[6]),
            };
        }

        round.Complete();
        return disks;
    }

    /// <summary>
    /// Fills a buffer with the kernel's records of mounts, without waiting for the file systems. Returns how many, or the negated errno.
    /// </summary>
    private protected abstract int ReadMounts(Span<byte> buffer);

    /// <summary>A mount, and whether it is local rather than from a server.</summary>
    private protected abstract DiskPartition ParseMount(ReadOnlySpan<byte> record, out bool isLocal);

    private protected abstract IEnumerable<(string Name, DiskIOCounters Counters)> ReadCounters();

    /// <summary>The counters in a table of records, which have no times of reads and writes.</summary>
    private protected static IEnumerable<(string Name, DiskIOCounters Counters)> ReadCounters<TDisk>(
        SysctlNode statistics,
        params ReadOnlySpan<int> more
    )
        where TDisk : unmanaged, IDiskStatistics
    {
        RentedBuffer buffer = new(FirstStatisticsSize);
        try
        {
            ReadResult result = statistics.ReadTable(ref buffer, more);

            // NetBSD leaves out what does not fit, without an error: without room for one more, there may be more.
            while (!result.Failed && buffer.Span.Length - result.Value < Unsafe.SizeOf<TDisk>() && buffer.Span.Length < LargestStatistics)
            {
                buffer.Grow(0);
                result = statistics.ReadTable(ref buffer, more);
            }

            if (result.Failed)
            {
                throw statistics.ToException(result);
            }

            List<(string, DiskIOCounters)> disks = [];
            foreach (ref readonly TDisk disk in MemoryMarshal.Cast<byte, TDisk>(buffer.Span[..result.Value]))
            {
                DiskIOCounters counters = new()
                {
                    ReadCount = (long)disk.Reads,
                    WriteCount = (long)disk.Writes,
                    ReadBytes = (long)disk.BytesRead,
                    WriteBytes = (long)disk.BytesWritten,
                };
                disks.Add((OSText.GetString(disk.Name), counters));
            }

            return disks;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>Converts the record of a mount.</summary>
    private protected static DiskPartition ToPartition<TEntry>(
        ReadOnlySpan<byte> record,
        ReadOnlySpan<(ulong Flag, string Name)> optionNames,
        out bool isLocal
    )
        where TEntry : unmanaged, IFileSystemEntry
    {
        ref readonly TEntry entry = ref MemoryMarshal.AsRef<TEntry>(record);
        isLocal = (entry.Flags & MountNumbers.MNT_LOCAL) != 0;
        return new DiskPartition
        {
            Device = entry.Device.IsEmpty ? null : OSText.GetString(entry.Device),
            MountPoint = OSText.GetString(entry.MountPoint),
            FileSystemType = OSText.GetString(entry.Type),
            Options = MountFlags.ToOptions(entry.Flags, (entry.Flags & MountNumbers.MNT_RDONLY) != 0, optionNames),
        };
    }
}
