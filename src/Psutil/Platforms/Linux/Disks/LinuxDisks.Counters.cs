using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

// The I/O counters of disks and partitions.
internal sealed partial class LinuxDisks
{
    // The kernel counts in these, whatever the disk's sector size is.
    private const int SectorSize = 512;
    private const int FirstStatisticsSize = 16 * 1024;

    // Storage servers can have tens of thousands, each over several paths.
    private const int MostDisks = 128 * 1024;

    private static ReadOnlySpan<byte> StatisticsPath => "diskstats\0"u8;

    private readonly MonotonicCounters<string> _history = new();
    private int _lastCount;

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => ReadCounters();

    public override IEnumerable<string> SelectWholeDisks(IReadOnlyDictionary<string, DiskIOCounters> disks)
    {
        LinuxWholeDisks wholeDisks = new(roots, disks.Keys);
        List<string> whole = [];
        List<string> ofVirtual = [];
        foreach (KeyValuePair<string, DiskIOCounters> disk in disks)
        {
            // Most machines have unused loop and RAM devices: their kind is not looked up.
            if (whole.Count + ofVirtual.Count > 0 && IsIdle(disk.Value))
            {
                continue;
            }

            switch (wholeDisks.GetRole(disk.Key))
            {
                case DiskRole.Disk:
                case DiskRole.Path when !IsCountedAtItsDisk(disk.Key, disks):
                    whole.Add(disk.Key);
                    break;
                case DiskRole.Virtual:
                    ofVirtual.Add(disk.Key);
                    break;
            }
        }

        return whole.Count > 0 ? whole : ofVirtual;
    }

    private static bool IsCountedAtItsDisk(string path, IReadOnlyDictionary<string, DiskIOCounters> disks) =>
        LinuxWholeDisks.GetDiskOfPath(path) is { } name && disks.TryGetValue(name, out DiskIOCounters disk) && !IsIdle(disk);

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
        string? firstMalformed = null;
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
                firstMalformed ??= malformed;
                PsutilEventSource.Log.Malformed(roots.Proc.FullName(StatisticsPath), malformed);
                continue;
            }

            if (disks.Count == MostDisks)
            {
                throw new MalformedDataException(roots.Proc.FullName(StatisticsPath), "number of disks");
            }

            Add(OSText.GetString(statistics.Name), statistics, disks);
        }

        if (disks.Count == 0 && firstMalformed is not null)
        {
            throw new MalformedDataException(roots.Proc.FullName(StatisticsPath), firstMalformed);
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

            // The name of a partition's directory is the disk's name followed by a number.
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
            statistics.Reads ?? MonotonicCounters<string>.Unknown,
            statistics.Writes ?? MonotonicCounters<string>.Unknown,
            statistics.SectorsRead ?? MonotonicCounters<string>.Unknown,
            statistics.SectorsWritten ?? MonotonicCounters<string>.Unknown,
            statistics.ReadMilliseconds ?? MonotonicCounters<string>.Unknown,
            statistics.WriteMilliseconds ?? MonotonicCounters<string>.Unknown,
            statistics.BusyMilliseconds ?? MonotonicCounters<string>.Unknown,
            statistics.ReadsMerged ?? MonotonicCounters<string>.Unknown,
            statistics.WritesMerged ?? MonotonicCounters<string>.Unknown,
        ];
        _history.Apply(name, counters);
        disks[name] = new DiskIOCounters
        {
            ReadCount = counters[0],
            WriteCount = counters[1],
            ReadBytes = ToBytes(counters[2]),
            WriteBytes = ToBytes(counters[3]),
            ReadTime = statistics.ReadMilliseconds is null ? null : ToTime(counters[4]),
            WriteTime = statistics.WriteMilliseconds is null ? null : ToTime(counters[5]),
            BusyTime = statistics.BusyMilliseconds is null ? null : ToTime(counters[6]),
            ReadMergedCount = statistics.ReadsMerged is null ? null : counters[7],
            WriteMergedCount = statistics.WritesMerged is null ? null : counters[8],
        };
    }

    private static long ToBytes(long sectors) => Math.Min(sectors, long.MaxValue / SectorSize) * SectorSize;

    private static TimeSpan ToTime(long milliseconds) =>
        new(Math.Min(milliseconds, long.MaxValue / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond);
}
