namespace Psutil.Tool.Tests.Fakes;

/// <summary>
/// Two file systems, one of them mounted under a name that is no UTF-8 and would move the cursor, and one that never answers.
/// </summary>
internal sealed class FakeDisks(Machine machine, FakeClock clock) : Disks(machine)
{
    public const string EvilMountPoint = "/mnt/\u001b[2Jbad\uDCFF";

    private static readonly DiskPartition[] Physical =
    [
        new()
        {
            Device = "/dev/vda1",
            MountPoint = "/",
            FileSystemType = "ext4",
            Options = "rw,relatime",
            Root = "/",
        },
        new()
        {
            Device = "/dev/vdb",
            MountPoint = EvilMountPoint,
            FileSystemType = "xfs",
            Options = "ro",
        },
        new()
        {
            Device = "/dev/vdc",
            MountPoint = "/mnt/dead",
            FileSystemType = "ext4",
            Options = "rw",
        },
        new()
        {
            Device = "/dev/vda1",
            MountPoint = "/",
            FileSystemType = "ext4",
            Options = "rw,bind",
            Root = "/x",
        },
    ];

    /// <summary>The longest that a caller was ready to wait for a file system.</summary>
    public TimeSpan LongestTimeout { get; private set; }

    protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options) =>
        options.IncludeAll
            ?
            [
                .. Physical,
                new()
                {
                    MountPoint = "/proc",
                    FileSystemType = "proc",
                    Options = "rw",
                },
            ]
            : Physical;

    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout)
    {
        LongestTimeout = timeout > LongestTimeout ? timeout.Value : LongestTimeout;
        return path switch
        {
            "/" => new DiskUsage
            {
                Total = 100L << 30,
                Used = 50L << 30,
                Free = 45L << 30,
                TotalInodes = 6_553_600,
                FreeInodes = 6_000_000,
            },
            EvilMountPoint => new DiskUsage
            {
                Total = 1_000_000,
                Used = 990_000,
                Free = 10_000,
            },
            _ => throw new PsutilTimeoutException("statvfs(/mnt/dead) did not answer within 1 s", TimeSpan.FromSeconds(1)),
        };
    }

    /// <summary>Whether the counters are those of the partition of the root file system, not those of its disk.</summary>
    public bool PartitionHasCounters { get; set; }

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() =>
        new Dictionary<string, DiskIOCounters>
        {
            [PartitionHasCounters ? "vda1" : "vda"] = Counters(),
            ["vdb"] = new()
            {
                WriteCount = 0,
                ReadBytes = 0,
                WriteBytes = 0,
                ReadCount = 1,
            },
        };

    public override IEnumerable<string> SelectWholeDisks(IReadOnlyDictionary<string, DiskIOCounters> disks) => ["vda"];

    private DiskIOCounters Counters() =>
        new()
        {
            ReadCount = 1000,
            WriteCount = 2000,
            ReadBytes = 4096000 + (long)(clock.Elapsed.TotalSeconds * 1024),
            WriteBytes = 8192000 + (long)(clock.Elapsed.TotalSeconds * 2048),
            ReadTime = TimeSpan.FromMilliseconds(1500),
            WriteTime = TimeSpan.FromMilliseconds(2500.4),
            BusyTime = TimeSpan.FromMilliseconds(3000),
            ReadMergedCount = 7,
            WriteMergedCount = 8,
        };
}
