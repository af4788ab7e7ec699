namespace Psutil.ContractTests.Suite;

/// <summary>What the library promises of memory and disks.</summary>
public abstract class StorageContract(Subject subject)
{
    private Disks Disks => subject.Machine.Disks;

    [Fact]
    public void MemoryAddsUp()
    {
        VirtualMemory memory = subject.Machine.Memory.GetVirtual();
        Assert.True(memory.Total > 16 << 20);
        Assert.InRange(memory.Available, 1, memory.Total);
        Assert.InRange(memory.Free, 0, memory.Total);
        Assert.InRange(memory.Used, 1, memory.Total);
        Assert.InRange(memory.Percent, 0, 100);
        Assert.All([memory.Active, memory.Inactive, memory.Buffers, memory.Cached, memory.Shared, memory.Slab, memory.Wired], part =>
            Assert.True(part is null || part <= memory.Total)
        );
    }

    [Fact]
    public void SwapAddsUp()
    {
        SwapMemory swap = Capability.Get(subject.Machine.Memory.GetSwap);
        Assert.True(swap.Total >= 0);
        Assert.Equal(swap.Total, swap.Used + swap.Free);
        Assert.InRange(swap.Percent, 0, 100);
    }

    [Fact]
    public void PartitionsAreMountedSomewhere()
    {
        // Others mount and unmount meanwhile.
        IReadOnlyList<DiskPartition> all = [];
        Assert.True(Capability.Within(subject.Patience, () =>
            {
                all = Disks.GetPartitions(all: true);
                return Disks.GetPartitions().All(part => all.Any(partition => partition.MountPoint == part.MountPoint));
            }));
        Assert.NotEmpty(all);
        Assert.All(all, partition =>
        {
            Assert.NotEmpty(partition.MountPoint);
            Assert.NotEqual("", partition.Device);
            Assert.NotEqual("", partition.FileSystemType);
        });
        Assert.Contains(all, partition => subject.Folder.StartsWith(partition.MountPoint, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void UsageAddsUp()
    {
        DiskUsage usage = Disks.GetUsage(subject.Folder);
        Assert.InRange(usage.Total, 1, long.MaxValue);
        Assert.InRange(usage.Used, 0, usage.Total);
        Assert.InRange(usage.Free, 0, usage.Total);
        Assert.InRange(usage.Percent, 0, 100);
        Assert.True(usage.TotalInodes is null || usage.FreeInodes <= usage.TotalInodes);
    }

    [Fact]
    public void UsageOfNothingFails()
    {
        Assert.Throws<ArgumentException>(() => Disks.GetUsage("a\0b"));
        Assert.Throws<ArgumentNullException>(() => Disks.GetUsage(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Disks.GetUsage(Path.GetTempPath(), TimeSpan.FromSeconds(-2)));
        subject.NeedPresent("for paths that are not there");
        SystemCallException exception = Assert.Throws<SystemCallException>(() =>
            Disks.GetUsage(Path.Join(Path.GetTempPath(), "no such folder", "at all"))
        );
        Assert.NotNull(exception.SystemCall);
        Assert.NotEqual(0, exception.ErrorCode);
    }

    [Fact]
    public void EveryPartitionHasItsUsageOrAReason()
    {
        IReadOnlyList<PartitionUsage> all = Disks.GetPartitionUsages(all: true, TimeSpan.FromSeconds(2));
        Assert.Distinct(all.Select(entry => entry.Partition.MountPoint));
        Assert.All(all, entry =>
        {
            Assert.NotEqual(entry.Usage is null, entry.Exception is null);
            Assert.Equal(entry.Usage is null, entry.Unavailable is not null);
        });
    }

    [Fact]
    public void AMeterOfDisksHasRatesOfWhatIsThere()
    {
        DiskMeter meter = Disks.CreateMeter();
        subject.Pass(TimeSpan.FromMilliseconds(20));
        DiskIOReading reading = meter.Read()!;
        Assert.True(reading.Elapsed >= TimeSpan.FromMilliseconds(10));
        Assert.All(reading.PerDisk.Keys, name => Assert.Contains(name, reading.Counters.Keys));
        Assert.All(reading.PerDisk.Values, rates =>
        {
            Assert.InRange(rates.ReadsPerSecond, 0, double.MaxValue);
            Assert.InRange(rates.WriteBytesPerSecond, 0, double.MaxValue);
            Assert.True(rates.BusyPercent is null or (>= 0 and <= 100));
        });
    }

    [Fact]
    public void DiskCountersNeverRunBackwards()
    {
        IReadOnlyDictionary<string, DiskIOCounters> before = Disks.GetIOCountersPerDisk();
        IReadOnlyDictionary<string, DiskIOCounters> after = Disks.GetIOCountersPerDisk();
        Assert.True(Capability.Within(subject.Patience, () =>
            {
                // Others plug disks in and out meanwhile, those of a file or of memory.
                before = Disks.GetIOCountersPerDisk();
                after = Disks.GetIOCountersPerDisk();
                return before.Keys.ToHashSet().SetEquals(after.Keys) && before.Count == 0 == Disks.GetIOCounters() is null;
            }));
        Assert.All(before, disk =>
        {
            Assert.True(after[disk.Key].ReadBytes >= disk.Value.ReadBytes && disk.Value.ReadBytes >= 0);
            Assert.True(after[disk.Key].WriteCount >= disk.Value.WriteCount && disk.Value.WriteCount >= 0);
        });
    }
}
