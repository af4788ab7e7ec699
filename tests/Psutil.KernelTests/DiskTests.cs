namespace Psutil.KernelTests;

/// <summary>Disks on disks: the test writes a known amount through each, past all caches.</summary>
public class DiskTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private const long Megabytes = 8;

    [Fact]
    public void AnNvmeDiskCountsWhatIsWritten()
    {
        machine.Need("nvme");
        AssertCounts("/dev/nvme0n1", "nvme0n1");
    }

    [Fact]
    public void ALoopDeviceCountsWhatIsWritten()
    {
        machine.Need("loop");
        string loop = MakeLoop("count");
        try
        {
            AssertCounts(loop, Path.GetFileName(loop));
        }
        finally
        {
            Shell.Run($"losetup -d {loop}");
        }
    }

    [Fact]
    public void AMappedDiskCountsForItselfAndItsBytesOnceInTheSum()
    {
        machine.Need("nvme", "dm-mod");
        Shell.Run("echo 0 65536 linear /dev/nvme0n1 0 | dmsetup create --noudevsync --noudevrules stacked; dmsetup mknodes");
        try
        {
            string name = Path.GetFileName(Path.GetFullPath(Shell.Run("readlink -f /dev/mapper/stacked")));
            name = name == "stacked" ? "dm-0" : name;
            AssertCounts("/dev/mapper/stacked", name, "nvme0n1");
        }
        finally
        {
            Shell.Run("dmsetup remove --noudevsync stacked");
        }
    }

    [Fact]
    public void ARaidOfTwoDisksCountsForItself()
    {
        machine.Need("loop", "md-mod", "raid1");
        string first = MakeLoop("raid-a");
        string second = MakeLoop("raid-b");
        try
        {
            Shell.Run(
                $"yes | mdadm --create /dev/md7 --level=1 --raid-devices=2 --metadata=1.2 --assume-clean --run {first} {second}; [ -e /dev/md7 ]"
            );
            AssertCounts("/dev/md7", "md7", Path.GetFileName(first), Path.GetFileName(second));
        }
        finally
        {
            Shell.Run($"mdadm --stop /dev/md7; losetup -d {first} {second}");
        }
    }

    [Theory]
    [InlineData("/mnt/plain")]
    [InlineData("/mnt/two words")]
    [InlineData(@"/mnt/back\slash")]
    [InlineData("/mnt/é")]
    public void AMountedDiskIsListedUnderTheNameOfItsFolder(string folder)
    {
        machine.Need("loop");
        string loop = MakeLoop("mounted");
        try
        {
            Shell.Run($"mke2fs -q {loop}; mkdir -p '{folder}'; mount {loop} '{folder}'");
            DiskPartition partition = Assert.Single(Machine.Local.Disks.GetPartitions(), partition => partition.MountPoint == folder);
            Assert.Equal(loop, partition.Device);
            Assert.Equal("ext2", partition.FileSystemType!.Replace("ext4", "ext2", StringComparison.Ordinal));
            long blocks = long.Parse(Shell.Run($"stat -f -c '%b * %S' '{folder}'").Split('*')[0], CultureInfo.InvariantCulture);
            long size = long.Parse(Shell.Run($"stat -f -c %S '{folder}'"), CultureInfo.InvariantCulture);
            Assert.Equal(blocks * size, Machine.Local.Disks.GetUsage(folder).Total);
        }
        finally
        {
            Shell.Run($"umount '{folder}'; losetup -d {loop}; rmdir '{folder}'");
        }
    }

    private static string MakeLoop(string name) => Shell.Run($"truncate -s 40M /tmp/{name}; losetup --find --show /tmp/{name}");

    /// <summary>
    /// Writes to a disk; its own counters and those of the disks below it grow by that, and the machine's sum by what reached a disk, once.
    /// </summary>
    private static void AssertCounts(string device, string name, params string[] below)
    {
        DiskIOCounters sumBefore = Machine.Local.Disks.GetIOCounters()!.Value;
        IReadOnlyDictionary<string, DiskIOCounters> before = Machine.Local.Disks.GetIOCountersPerDisk();
        Shell.Run($"dd if=/dev/zero of={device} bs=1M count={Megabytes} oflag=direct conv=fsync,notrunc");
        IReadOnlyDictionary<string, DiskIOCounters> after = Machine.Local.Disks.GetIOCountersPerDisk();
        DiskIOCounters sumAfter = Machine.Local.Disks.GetIOCounters()!.Value;
        foreach (string disk in (string[])[name, .. below])
        {
            DiskIOCounters old = before.GetValueOrDefault(disk);
            Assert.InRange(after[disk].WriteBytes - old.WriteBytes, Megabytes << 20, (Megabytes + 2) << 20);
            Assert.True(after[disk].WriteCount > old.WriteCount);
        }

        // A loop device is a file here, in memory: what is written to it reaches no disk.
        bool reachesADisk = below.Prepend(name).Any(disk => disk.StartsWith("nvme", StringComparison.Ordinal));
        long written = sumAfter.WriteBytes - sumBefore.WriteBytes;
        Assert.InRange(written, reachesADisk ? Megabytes << 20 : 0, (reachesADisk ? Megabytes + 2 : 2) << 20);
    }
}
