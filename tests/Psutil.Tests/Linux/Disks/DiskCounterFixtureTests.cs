namespace Psutil.Tests.Linux;

public sealed class DiskCounterFixtureTests : IDisposable
{
    private readonly FixtureTree _tree = new();
    private readonly Machine _machine;

    public DiskCounterFixtureTests() => _machine = _tree.Machine;

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void EveryCounterComesInItsUnit()
    {
        _tree.Add("proc/diskstats", "   8       0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n   8       1 sda1 20 30 40 50\n");
        IReadOnlyDictionary<string, DiskIOCounters> disks = _machine.Disks.GetIOCountersPerDisk();
        Assert.Equal(
            new()
            {
                ReadCount = 1,
                ReadMergedCount = 2,
                ReadBytes = 3 * 512,
                ReadTime = TimeSpan.FromMilliseconds(4),
                WriteCount = 5,
                WriteMergedCount = 6,
                WriteBytes = 7 * 512,
                WriteTime = TimeSpan.FromMilliseconds(8),
                BusyTime = TimeSpan.FromMilliseconds(10),
            },
            disks["sda"]
        );
        Assert.Equal(
            new()
            {
                ReadCount = 20,
                ReadBytes = 30 * 512,
                WriteCount = 40,
                WriteBytes = 50 * 512,
            },
            disks["sda1"]
        );
        Assert.Equal(2, disks.Count);
    }

    [Fact]
    public void ASizeIsInBytesAndADiskWithoutAMediumHasNone()
    {
        Assert.Null(_machine.Disks.GetSizePerDisk());
        _tree.Add("sys/block/sda/size", "2048\n");
        _tree.Add("sys/block/cciss!c0d0/size", "1\n");
        _tree.Add("sys/block/sr0/size", "0\n");
        _tree.Add("sys/block/vda/size", "many\n");
        Assert.Equal(new Dictionary<string, long> { ["cciss/c0d0"] = 512, ["sda"] = 1024 * 1024 }, _machine.Disks.GetSizePerDisk()!);
    }

    [Fact]
    public void TheSumTakesWholeDisksThatAreNotStackedOnOthers()
    {
        _tree.Add(
            "proc/diskstats",
            """
               8       0 sda 1 0 0 0 0 0 0 0 0 0 0
               8       1 sda1 2 0 0 0 0 0 0 0 0 0 0
             259       0 nvme0n1 4 0 0 0 0 0 0 0 0 0 0
             259       1 nvme0n1p1 8 0 0 0 0 0 0 0 0 0 0
             253       0 dm-0 16 0 0 0 0 0 0 0 0 0 0
               9       0 md0 32 0 0 0 0 0 0 0 0 0 0
             104       0 cciss/c0d0 64 0 0 0 0 0 0 0 0 0 0
             104       1 cciss/c0d0p1 128 0 0 0 0 0 0 0 0 0 0
               7       0 loop0 256 0 0 0 0 0 0 0 0 0 0

            """
        );
        foreach (string disk in (string[])["sda", "nvme0n1", "dm-0", "md0", "cciss!c0d0", "loop0"])
        {
            _tree.AddFolder($"sys/block/{disk}/slaves");
        }

        _tree.AddLink("sys/block/dm-0/slaves/nvme0n1p1", "../../nvme0n1/nvme0n1p1").AddLink("sys/block/md0/slaves/sda1", "../../sda/sda1");
        Assert.Equal(1 + 4 + 64, _machine.Disks.GetIOCounters()?.ReadCount);
    }

    [Theory]
    [InlineData(0, 100, 100)]
    [InlineData(100, 100, 100)]
    [InlineData(90, 100, 90)]
    public void AnNvmeDiskOfSeveralPathsIsCountedOnce(long atDisk, long atPaths, long expected)
    {
        _tree
            .Add(
                "proc/diskstats",
                $"0 0 nvme0c0n1 {atPaths - 40} 0 0 0 0 0 0 0 0 0 0\n0 0 nvme0c1n1 40 0 0 0 0 0 0 0 0 0 0\n"
                    + $"259 1 nvme0n1 {atDisk} 0 0 0 0 0 0 0 0 0 0\n"
            )
            .Add("sys/block/nvme0c0n1/hidden", "1\n")
            .Add("sys/block/nvme0c1n1/hidden", "1\n")
            .Add("sys/block/nvme0n1/hidden", "0\n");
        Assert.Equal(expected, _machine.Disks.GetIOCounters()?.ReadCount);
    }

    [Fact]
    public void WhatLiesInFilesInRamOrInAPoolIsNotCountedBesideDisks()
    {
        string[] names = ["sda", "loop0", "zram0", "ram1", "zd16", "drbd0"];
        _tree.Add("proc/diskstats", string.Concat(names.Select((name, index) => $"8 0 {name} {1 << index} 0 0 0 0 0 0 0 0 0 0\n")));
        foreach (string name in names)
        {
            _tree.AddFolder($"sys/block/{name}/slaves");
        }

        Assert.Equal(1, _machine.Disks.GetIOCounters()?.ReadCount);
        Directory.Delete(Path.Join(_tree.Root, "sys/block"), recursive: true);
        Directory.Delete(Path.Join(_tree.Root, "sys"));
        Assert.Equal(1, _tree.Machine.Disks.GetIOCounters()?.ReadCount);
        _tree.Add("proc/diskstats", "7 0 loop0 5 0 0 0 0 0 0 0 0 0 0\n");
        Assert.Equal(5, _tree.Machine.Disks.GetIOCounters()?.ReadCount);
    }

    [Fact]
    public void WithoutSysfsWholeDisksAreToldByTheirNames()
    {
        string[] names =
        [
            "sda",
            "sda1",
            "sda10",
            "nvme0n1",
            "nvme0n1p1",
            "nvme1n1",
            "mmcblk0",
            "mmcblk0p1",
            "mmcblk0boot0",
            "xvda1",
            "loop1",
            "loop10",
            "sdp",
            "sdp2",
            "cciss/c0d0",
            "cciss/c0d0p1",
            "dm-0",
            "dm-10",
            "md127",
            "md127p1",
        ];
        _tree.Add("proc/diskstats", string.Concat(names.Select((name, index) => $"8 0 {name} {1 << index} 0 0 0 0 0 0 0 0 0 0\n")));
        Directory.Delete(Path.Join(_tree.Root, "sys"));
        long sum = _machine.Disks.GetIOCounters()!.Value.ReadCount;
        Assert.Equal(
            ["sda", "nvme0n1", "nvme1n1", "mmcblk0", "mmcblk0boot0", "xvda1", "sdp", "cciss/c0d0"],
            names.Where((_, index) => (sum & (1 << index)) != 0)
        );
    }

    [Fact]
    public void WithoutDisksThereIsNoSum()
    {
        _tree.Add("proc/diskstats", "").AddFolder("sys/block");
        Assert.Null(_machine.Disks.GetIOCounters());
        Assert.Empty(_machine.Disks.GetIOCountersPerDisk());
    }

    [Fact]
    public void DisksThatNeverDidAnythingSumUpToNothingDone()
    {
        _tree
            .Add("proc/diskstats", "7 0 loop0 0 0 0 0 0 0 0 0 0 0 0\n7 1 loop1 0 0 0 0 0 0 0 0 0 0 0\n")
            .AddFolder("sys/block/loop0")
            .AddFolder("sys/block/loop1");
        Assert.Equal(0, _machine.Disks.GetIOCounters()?.ReadCount);
        Assert.Equal(TimeSpan.Zero, _machine.Disks.GetIOCounters()?.BusyTime);
    }

    [Fact]
    public void WithoutDiskstatsEachDisksOwnFileIsRead()
    {
        _tree
            .Add("sys/block/sda/stat", "  1 2 3 4 5 6 7 8 9 10 11\n")
            .Add("sys/block/sda/sda1/stat", "  11 2 3 4 5 6 7 8 9 10 11\n")
            .Add("sys/block/sda/queue/stat", "nonsense")
            .Add("sys/block/cciss!c0d0/stat", "  21 2 3 4 5 6 7 8 9 10 11\n")
            .Add("sys/block/cciss!c0d0/cciss!c0d0p1/stat", "  31 2 3 4 5 6 7 8 9 10 11\n")
            .AddFolder("sys/block/sdb");
        Assert.Equal(
            [("cciss/c0d0", 21), ("cciss/c0d0p1", 31), ("sda", 1), ("sda1", 11)],
            _machine.Disks.GetIOCountersPerDisk().Select(disk => (disk.Key, disk.Value.ReadCount)).Order()
        );
        Assert.Equal(22, _machine.Disks.GetIOCounters()?.ReadCount);
    }

    [Fact]
    public void WithoutAnySourceTheFirstIsNamed()
    {
        SystemCallException exception = Assert.Throws<SystemCallException>(() => _machine.Disks.GetIOCountersPerDisk());
        Assert.Equal($"openat({_tree.Root}/proc/diskstats)", exception.SystemCall);
        Assert.Throws<SystemCallException>(() => _machine.Disks.GetIOCounters());
    }

    [Fact]
    public void WhatIsNotUnderstoodIsNamed()
    {
        _tree.Add("proc/diskstats", "8 0 sda 1 2\n");
        MalformedDataException exception = Assert.Throws<MalformedDataException>(() => _machine.Disks.GetIOCountersPerDisk());
        Assert.Equal(("number of sectors read", $"{_tree.Root}/proc/diskstats"), (exception.Field, exception.DataSource));
    }

    [Fact]
    public void OneBadDiskDoesNotHideTheOthers()
    {
        _tree.Add("proc/diskstats", "8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n8 16 sdb 1 2 x\n8 32 sdc 1 2 3 4 5 6 7 8 9 10 11\n");
        Assert.Equal(["sda", "sdc"], _machine.Disks.GetIOCountersPerDisk().Keys.Order());
    }

    [Fact]
    public void ACounterOutOfRangeStaysWhereItWas()
    {
        Write("2000", "50");
        Write("18446744073709551608", "18446744073709551608");
        DiskIOCounters bad = Read();
        Assert.Equal((2000 * 512, 100), (bad.WriteBytes, bad.ReadCount));
        Assert.Null(bad.WriteTime);
        Write("2100", "60");
        Assert.Equal((2100 * 512, TimeSpan.FromMilliseconds(60)), (Read().WriteBytes, Read().WriteTime));

        void Write(string sectors, string milliseconds)
        {
            _tree.Add("proc/diskstats", $"253 0 sda 100 0 2000 50 100 0 {sectors} {milliseconds} 0 70 110\n");
            _ = Read();
        }
    }

    [Fact]
    public void AbsurdCountersAddUpToTheLargestNumber()
    {
        string line = string.Join(' ', Enumerable.Repeat(long.MaxValue - 1, 11));
        _tree.Add("proc/diskstats", $"8 0 sda {line}\n8 16 sdb {line}\n");
        Directory.Delete(Path.Join(_tree.Root, "sys"));
        DiskIOCounters sum = _machine.Disks.GetIOCounters()!.Value;
        Assert.Equal((long.MaxValue, long.MaxValue, TimeSpan.MaxValue), (sum.ReadCount, sum.WriteMergedCount, sum.ReadTime));
    }

    [Fact]
    public void CountersThatWrapGoOn()
    {
        // The kernel's times are 32-bit milliseconds: they wrap after 50 days of work.
        Write(100, uint.MaxValue);
        Assert.Equal(TimeSpan.FromMilliseconds(uint.MaxValue), Read().ReadTime);
        Write(200, 5);
        Assert.Equal(TimeSpan.FromMilliseconds(uint.MaxValue + 5L), Read().ReadTime);
        Assert.Equal(200, Read().ReadCount);
        Assert.Equal(TimeSpan.FromMilliseconds(uint.MaxValue + 5L), _machine.Disks.GetIOCounters()?.ReadTime);

        // Another machine over the same files has its own memory.
        Assert.Equal(TimeSpan.FromMilliseconds(5), _tree.Machine.Disks.GetIOCountersPerDisk()["sda"].ReadTime);

        void Write(long reads, long readTime) => _tree.Add("proc/diskstats", $"8 0 sda {reads} 0 0 {readTime} 0 0 0 0 0 0 0\n");
    }

    [Fact]
    public void ADiskThatCameBackStartsAnew()
    {
        _tree.Add("proc/diskstats", "8 0 sda 100 0 0 0 0 0 0 0 0 0 0\n");
        Assert.Equal(100, Read().ReadCount);
        _tree.Add("proc/diskstats", "");
        Assert.Empty(_machine.Disks.GetIOCountersPerDisk());
        _tree.Add("proc/diskstats", "8 0 sda 1 0 0 0 0 0 0 0 0 0 0\n");
        Assert.Equal(1, Read().ReadCount);
    }

    [Fact]
    public void HugeNumbersDoNotOverflow()
    {
        _tree.Add("proc/diskstats", $"8 0 sda 1 2 {long.MaxValue} {long.MaxValue} 5 6 7 8 9 10 11\n");
        Assert.True(Read().ReadBytes > long.MaxValue - 512);
        Assert.True(Read().ReadTime > TimeSpan.MaxValue - TimeSpan.FromMilliseconds(1));
    }

    private DiskIOCounters Read() => _machine.Disks.GetIOCountersPerDisk()["sda"];
}
