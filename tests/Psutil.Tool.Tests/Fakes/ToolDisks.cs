namespace Psutil.Tool.Tests.Fakes;

/// <summary>
/// Two file systems, one of them mounted under a name that is no UTF-8 and would move the cursor, and one that never answers.
/// </summary>
internal sealed class ToolDisks : FakeDisks
{
    public const string EvilMountPoint = "/mnt/\u001b[2Jbad\uDCFF";

    private readonly FakeClock _clock;

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

    public ToolDisks(FakeMachine machine, FakeClock clock)
        : base(machine)
    {
        _clock = clock;
        foreach (DiskPartition partition in Physical)
        {
            Partitions.Add(partition);
        }

        OtherPartitions.Add(
            new DiskPartition
            {
                MountPoint = "/proc",
                FileSystemType = "proc",
                Options = "rw",
            }
        );
        Usage["/"] = new DiskUsage
        {
            Total = 100L << 30,
            Used = 50L << 30,
            Free = 45L << 30,
            TotalInodes = 6_553_600,
            FreeInodes = 6_000_000,
        };
        Usage[EvilMountPoint] = new DiskUsage
        {
            Total = 1_000_000,
            Used = 990_000,
            Free = 10_000,
        };
        DeadPaths.Add("/mnt/dead");
        DeadPaths.Add("/proc");
        IOCounters["vda"] = new DiskIOCounters
        {
            ReadCount = 1000,
            WriteCount = 2000,
            ReadBytes = 4096000,
            WriteBytes = 8192000,
            ReadTime = TimeSpan.FromMilliseconds(1500),
            WriteTime = TimeSpan.FromMilliseconds(2500.4),
            BusyTime = TimeSpan.FromMilliseconds(3000),
            ReadMergedCount = 7,
            WriteMergedCount = 8,
        };
        IOCounters["vdb"] = new DiskIOCounters
        {
            WriteCount = 0,
            ReadBytes = 0,
            WriteBytes = 0,
            ReadCount = 1,
        };
        PartDevices.Add("vda1");
        PartDevices.Add("vdb");
    }

    /// <summary>The longest that a caller was ready to wait for a file system.</summary>
    public TimeSpan LongestTimeout { get; private set; }

    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout)
    {
        LongestTimeout = timeout > LongestTimeout ? timeout.Value : LongestTimeout;
        return base.GetUsageCore(path, TimeSpan.FromSeconds(1));
    }

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() =>
        base.GetIOCountersPerDisk()
            .ToDictionary(
                disk => disk.Key,
                disk =>
                    disk.Key == "vdb"
                        ? disk.Value
                        : disk.Value with
                        {
                            ReadBytes = disk.Value.ReadBytes + (long)(_clock.Elapsed.TotalSeconds * 1024),
                            WriteBytes = disk.Value.WriteBytes + (long)(_clock.Elapsed.TotalSeconds * 2048),
                        }
            );
}
