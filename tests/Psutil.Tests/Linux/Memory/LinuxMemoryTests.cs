namespace Psutil.Tests.Linux;

public class LinuxMemoryTests
{
    private const long KiB = 1024;

    [Fact]
    public void UsedIsWhatIsNotAvailableAndReclaimableSlabIsCache()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", ProcMeminfoCaptures.Linux415);
        VirtualMemory memory = tree.Machine.Memory.GetVirtual();
        Assert.Equal(
            new VirtualMemory
            {
                Total = 16318480 * KiB,
                Available = 10210104 * KiB,
                Used = (16318480 - 10210104) * KiB,
                Free = 4210104 * KiB,
                Active = 6900000 * KiB,
                Inactive = 4000000 * KiB,
                Buffers = 512000 * KiB,
                Cached = (5400000 + 500000) * KiB,
                Shared = 240000 * KiB,
                Slab = 700000 * KiB,
                SlabReclaimable = 500000 * KiB,
            },
            memory
        );
        Assert.Equal(37.43, memory.Percent, 2);
    }

    [Fact]
    public void WhatAnOldKernelLacksIsNull()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", ProcMeminfoCaptures.Linux2618);
        VirtualMemory memory = tree.Machine.Memory.GetVirtual();
        Assert.Null(memory.Shared);
        Assert.Equal(622528 * KiB, memory.Cached);
        Assert.Equal((61384 + 622528) * KiB, memory.Available);

        tree.Add("proc/meminfo", "MemTotal: 10 kB\nMemFree: 4 kB\nMemAvailable: 6 kB\n");
        Assert.Equal(
            new VirtualMemory
            {
                Total = 10 * KiB,
                Available = 6 * KiB,
                Used = 4 * KiB,
                Free = 4 * KiB,
            },
            tree.Machine.Memory.GetVirtual()
        );
    }

    [Fact]
    public void ALineWithoutSpaceIsNoHindrance()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", ProcMeminfoCaptures.Linux54Arm);
        Assert.Equal(3276540 * KiB, tree.Machine.Memory.GetVirtual().Available);
        Assert.Equal((2621436 - 1800192) * KiB, tree.Machine.Memory.GetSwap().Used);
    }

    [Fact]
    public void WithoutAvailableMemoryItIsEstimatedFromTheZones()
    {
        using FixtureTree tree = new FixtureTree()
            .Add("proc/meminfo", ProcMeminfoCaptures.Linux310)
            .Add("proc/zoneinfo", ProcMeminfoCaptures.ZoneInfo);
        long low = 12004 * (long)Environment.SystemPageSize;
        long expected = ((1000000L + 1500000 + 1700000 + 300000) * KiB) - (3 * low);
        VirtualMemory memory = tree.Machine.Memory.GetVirtual();
        Assert.Equal(expected, memory.Available);
        Assert.Equal(memory.Total - expected, memory.Used);
    }

    [Fact]
    public void WithoutZonesFreeMemoryAndThePageCacheAreTheGuess()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", ProcMeminfoCaptures.Linux310);
        Assert.Equal((1000000 + 3000000) * KiB, tree.Machine.Memory.GetVirtual().Available);
    }

    [Fact]
    public void NothingAvailableIsNotBelieved()
    {
        string broken = ProcMeminfoCaptures.Linux310.Replace("Buffers:", "MemAvailable:          0 kB\nBuffers:", StringComparison.Ordinal);
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", broken);
        Assert.Equal((1000000 + 3000000) * KiB, tree.Machine.Memory.GetVirtual().Available);
    }

    [Fact]
    public void MoreAvailableThanThereIsMeansWhatIsFree()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", "MemTotal: 1000 kB\nMemFree: 300 kB\nMemAvailable: 5000 kB\n");
        VirtualMemory memory = tree.Machine.Memory.GetVirtual();
        Assert.Equal(300 * KiB, memory.Available);
        Assert.Equal(700 * KiB, memory.Used);
    }

    [Fact]
    public void WhatZfsCanGiveBackIsAvailable()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", ProcMeminfoCaptures.Linux415);
        AddZfs(tree, 3000000 * KiB, 1000000 * KiB);
        VirtualMemory memory = tree.Machine.Memory.GetVirtual();
        Assert.Equal(3000000 * KiB, memory.ZfsCache);
        Assert.Equal(12210104 * KiB, memory.Available);
        Assert.Equal(memory.Total - memory.Available, memory.Used);

        // A cache at its minimum gives nothing back.
        AddZfs(tree, 500000 * KiB, 1000000 * KiB);
        Assert.Equal(10210104 * KiB, tree.Machine.Memory.GetVirtual().Available);

        AddZfs(tree, 9000000 * KiB, 0);
        memory = tree.Machine.Memory.GetVirtual();
        Assert.Equal(memory.Total, memory.Available);
        Assert.Equal(0, memory.Used);

        tree.Add("proc/spl/kstat/zfs/arcstats", "13 1 0x01\nname type data\nhits 4 5\n");
        Assert.Null(tree.Machine.Memory.GetVirtual().ZfsCache);
    }

    [Theory]
    [InlineData("", "MemTotal")]
    [InlineData("MemTotal: x kB\nMemFree: 1 kB\n", "MemTotal")]
    [InlineData("MemTotal: 5 kB\n", "MemFree")]
    public void WithoutTotalOrFreeMemoryTheFileIsMalformed(string text, string field)
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", text);
        MalformedDataException exception = Assert.Throws<MalformedDataException>(() => tree.Machine.Memory.GetVirtual());
        Assert.Equal(field, exception.Field);
        Assert.Equal($"{tree.Root}/proc/meminfo", exception.DataSource);
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        using FixtureTree tree = new();
        Assert.Equal(
            $"openat({tree.Root}/proc/meminfo)",
            Assert.Throws<SystemCallException>(() => tree.Machine.Memory.GetVirtual()).SystemCall
        );
        Assert.Throws<SystemCallException>(() => tree.Machine.Memory.GetSwap());
        Assert.Null(tree.Machine.Memory.GetPressure());
    }

    [Fact]
    public void SwapIsCountedInPages()
    {
        using FixtureTree tree = new FixtureTree()
            .Add("proc/meminfo", ProcMeminfoCaptures.Linux310)
            .Add("proc/vmstat", "nr_free_pages 5\npgpgin 3\npswpin 10\npswpout 20\npgfault 40\npgmajfault 30\n");
        Assert.Equal(
            new SwapMemory
            {
                Total = 4000000 * KiB,
                Used = 100000 * KiB,
                Free = 3900000 * KiB,
                SwappedIn = 10L * Environment.SystemPageSize,
                SwappedOut = 20L * Environment.SystemPageSize,
                PageFaults = 40,
                MajorPageFaults = 30,
            },
            tree.Machine.Memory.GetSwap()
        );
        Assert.Equal(2.5, tree.Machine.Memory.GetSwap().Percent);
    }

    [Fact]
    public void CountersThatAreNotThereAreNull()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", ProcMeminfoCaptures.Linux618);
        Assert.Equal(
            new SwapMemory
            {
                Total = 0,
                Used = 0,
                Free = 0,
            },
            tree.Machine.Memory.GetSwap()
        );
        tree.Add("proc/vmstat", "pswpout 1\n");
        Assert.Equal(
            new SwapMemory
            {
                Total = 0,
                Used = 0,
                Free = 0,
                SwappedOut = Environment.SystemPageSize,
            },
            tree.Machine.Memory.GetSwap()
        );
    }

    [Fact]
    public void AnotherMachinesSwapIsNotAskedFromThisKernel()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", "MemTotal: 5 kB\nMemFree: 1 kB\n");
        Assert.Equal("SwapTotal", Assert.Throws<MalformedDataException>(() => tree.Machine.Memory.GetSwap()).Field);
        tree.Add("proc/meminfo", "MemTotal: 5 kB\nMemFree: 1 kB\nSwapTotal: 7 kB\n");
        Assert.Equal("SwapFree", Assert.Throws<MalformedDataException>(() => tree.Machine.Memory.GetSwap()).Field);
    }

    [Theory]
    [InlineData("SwapTotal: 0 kB\nSwapFree: 18446744073709346016 kB\n", 0, 0)]
    [InlineData("SwapTotal: 0 kB\nSwapFree: -5 kB\n", 0, 0)]
    [InlineData("SwapTotal: 8 kB\nSwapFree: 18446744073709346016 kB\n", 8, 8)]
    [InlineData("SwapTotal: 8 kB\nSwapFree: 9 kB\n", 8, 0)]
    public void SwapThatIsLessThanFreeIsAllUsed(string text, long total, long used)
    {
        using FixtureTree tree = new FixtureTree().Add("proc/meminfo", $"MemTotal: 5 kB\nMemFree: 1 kB\n{text}");
        SwapMemory swap = tree.Machine.Memory.GetSwap();
        Assert.Equal((total * KiB, used * KiB, (total - used) * KiB), (swap.Total, swap.Used, swap.Free));
    }

    [Fact]
    public void AbsurdAmountsDoNotOverflow()
    {
        const long Most = long.MaxValue / 1024;
        using FixtureTree tree = new FixtureTree()
            .Add(
                "proc/meminfo",
                $"MemTotal: {Most} kB\nMemFree: {Most} kB\nCached: {Most} kB\nSReclaimable: {Most} kB\nActive(file): {Most} kB\n"
                    + $"Inactive(file): {Most} kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n"
            )
            .Add("proc/zoneinfo", $"  low {long.MaxValue}\n")
            .Add("proc/vmstat", $"pswpin {long.MaxValue}\npswpout 1\n");
        VirtualMemory memory = tree.Machine.Memory.GetVirtual();
        Assert.Equal((memory.Total, long.MaxValue), (memory.Available, memory.Cached));
        SwapMemory swap = tree.Machine.Memory.GetSwap();
        Assert.Equal((null, Environment.SystemPageSize), (swap.SwappedIn, swap.SwappedOut));
    }

    [Theory]
    [InlineData("100 99 0:61 /proc/meminfo /proc/meminfo rw - fuse.lxcfs lxcfs rw", 1000)]
    [InlineData("", 1_500_001)]
    public void TheHostsZfsCacheIsNotTheContainers(string mount, long size)
    {
        using FixtureTree tree = new FixtureTree()
            .Add("proc/meminfo", "MemTotal: 1500000 kB\nMemFree: 800000 kB\nMemAvailable: 1000000 kB\n")
            .Add("proc/1/mountinfo", $"10 1 8:1 / / rw - ext4 /dev/sda rw\n{mount}\n");
        AddZfs(tree, size * KiB, 0);
        VirtualMemory memory = tree.Machine.Memory.GetVirtual();
        Assert.Equal((1_000_000 * KiB, null), (memory.Available, memory.ZfsCache));
    }

    [Fact]
    public void PressureIsThatOfTheMemory()
    {
        using FixtureTree tree = new FixtureTree().Add(
            "proc/pressure/memory",
            "some avg10=0.49 avg60=0.14 avg300=0.03 total=3054753\nfull avg10=0.49 avg60=0.14 avg300=0.03 total=2857125\n"
        );
        Assert.Equal(TimeSpan.FromMicroseconds(2857125), tree.Machine.Memory.GetPressure()!.Value.Full!.Value.Total);
    }

    private static void AddZfs(FixtureTree tree, long size, long minimum) =>
        tree.Add(
            "proc/spl/kstat/zfs/arcstats",
            $"""
            13 1 0x01 123 33456 8012345678 1234567890
            name                            type data
            hits                            4    123456
            c                               4    {size}
            c_min                           4    {minimum}
            c_max                           4    16000000000
            size                            4    {size}
            compressed_size                 4    5
            overhead_size                   4    6

            """
        );
}
