using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

// The I/O counters of disks and partitions.
internal sealed partial class LinuxDisks
{
    // Whatever a disk's own sector size is, the kernel counts in these.
    private const int SectorSize = 512;
    private const int FirstStatisticsSize = 16 * 1024;

    private static ReadOnlySpan<byte> StatisticsPath => "diskstats\0"u8;

    private readonly MonotonicCounters<string> _history = new();
    private int _lastCount;

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => ReadCounters();

    protected override DiskIOCounters? GetIOCountersCore()
    {
        Dictionary<string, DiskIOCounters> disks = ReadCounters();
        LinuxWholeDisks wholeDisks = new(roots, disks.Keys);
        DiskIOCounters? sum = null;
        foreach (KeyValuePair<string, DiskIOCounters> disk in disks)
        {
            // Most machines have loop and RAM devices that never did anything: not worth the question what they are.
            if (sum is not null && IsIdle(disk.Value))
            {
                continue;
            }

            if (wholeDisks.Contains(disk.Key))
            {
                sum = sum is { } known ? known + disk.Value : disk.Value;
            }
        }

        return sum;
    }

    private static bool IsIdle(in DiskIOCounters counters) =>
        counters.ReadCount == 0
        && counters.WriteCount == 0
        && counters.ReadBytes == 0
        && counters.WriteBytes == 0
        && counters.BusyTime is { Ticks: 0 };

    private Dictionary<string, DiskIOCounters> ReadCounters()
    {
        RentedBuffer buffer = new(FirstStatisticsSize);
        try
        {
            using MonotonicCounters<string>.Round round = _history.BeginRound();
            Dictionary<string, DiskIOCounters> disks = new(_lastCount);
            ReadResult result = roots.Proc.ReadToEnd(StatisticsPath, ref buffer);
            if (!result.Failed)
            {
                AddLines(buffer.Span[..result.Value], disks);
            }
            else if (!TryAddFromSys(disks))
            {
                throw roots.Proc.ToException(result, StatisticsPath);
            }

            round.Complete();
            _lastCount = disks.Count;
            return disks;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private void AddLines(ReadOnlySpan<byte> text, Dictionary<string, DiskIOCounters> disks)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = Ascii.Trim(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            if (!ProcDiskstats.TryParseLine(line, out ProcDiskstats statistics, out string? malformed))
            {
                throw new MalformedDataException(roots.Proc.FullName(StatisticsPath), malformed);
            }

            Add(OSText.GetString(statistics.Name), statistics, disks);
        }
    }

    /// <summary>From one file for each disk and partition; false if there are none to read.</summary>
    private bool TryAddFromSys(Dictionary<string, DiskIOCounters> disks)
    {
        foreach (string disk in roots.Sys.List("block"))
        {
            if (!TryAddFromSys(disk, $"block/{disk}", disks))
            {
                continue;
            }

            // A partition's folder bears the disk's name with a number after it.
            foreach (string entry in roots.Sys.List($"block/{disk}"))
            {
                if (entry.Length > disk.Length && entry.StartsWith(disk, StringComparison.Ordinal))
                {
                    TryAddFromSys(entry, $"block/{disk}/{entry}", disks);
                }
            }
        }

        return disks.Count > 0;
    }

    private bool TryAddFromSys(string name, string folder, Dictionary<string, DiskIOCounters> disks)
    {
        if (roots.Sys.ReadBytes($"{folder}/stat") is not { } text)
        {
            return false;
        }

        if (!ProcDiskstats.TryParseCounters(text, default, out ProcDiskstats statistics, out string? malformed))
        {
            PsutilEventSource.Log.Malformed(Path.Join(roots.Sys.Path, folder, "stat"), malformed);
            return false;
        }

        Add(LinuxWholeDisks.FromSysName(name), statistics, disks);
        return true;
    }

    private void Add(string name, in ProcDiskstats statistics, Dictionary<string, DiskIOCounters> disks)
    {
        Span<long> counters =
        [
            statistics.Reads,
            statistics.Writes,
            statistics.SectorsRead,
            statistics.SectorsWritten,
            statistics.ReadMilliseconds,
            statistics.WriteMilliseconds,
            statistics.BusyMilliseconds,
            statistics.ReadsMerged,
            statistics.WritesMerged,
        ];
        _history.Apply(name, counters);
        bool isComplete = statistics.IsComplete;
        disks[name] = new DiskIOCounters
        {
            ReadCount = counters[0],
            WriteCount = counters[1],
            ReadBytes = ToBytes(counters[2]),
            WriteBytes = ToBytes(counters[3]),
            ReadTime = isComplete ? ToTime(counters[4]) : null,
            WriteTime = isComplete ? ToTime(counters[5]) : null,
            BusyTime = isComplete ? ToTime(counters[6]) : null,
            ReadMergedCount = isComplete ? counters[7] : null,
            WriteMergedCount = isComplete ? counters[8] : null,
        };
    }

    private static long ToBytes(long sectors) => Math.Min(sectors, long.MaxValue / SectorSize) * SectorSize;

    private static TimeSpan ToTime(long milliseconds) =>
        new(Math.Min(milliseconds, long.MaxValue / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond);
}
