namespace Psutil.Tests.Linux;

public sealed class PartitionFixtureTests : IDisposable
{
    private const string FileSystems = "nodev\tsysfs\nnodev\ttmpfs\nnodev\tzfs\nnodev\tnfs4\nnodev\toverlay\n\text4\n\tbtrfs\n\tvfat\n";

    private readonly FixtureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    // A desktop with btrfs subvolumes, an EFI partition, a bind mount, a network mount and ZFS.
    private const string Desktop = """
        22 70 0:20 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
        70 1 0:33 /root / rw,relatime shared:1 - btrfs /dev/nvme0n1p3 rw,seclabel,compress=zstd:1,ssd,subvolid=257,subvol=/root
        40 70 0:36 / /tmp rw,nosuid,nodev shared:19 - tmpfs tmpfs rw,seclabel,size=16384000k,nr_inodes=1048576,inode64
        90 70 0:33 /home /home rw,relatime shared:45 - btrfs /dev/nvme0n1p3 rw,seclabel,compress=zstd:1,ssd,subvolid=256,subvol=/home
        93 70 259:1 / /boot/efi rw,relatime shared:47 - vfat /dev/nvme0n1p1 rw,fmask=0077,dmask=0077
        94 90 0:33 /home/ann/music /srv/music\040box rw,relatime shared:45 - btrfs /dev/nvme0n1p3 rw,seclabel,compress=zstd:1,ssd,subvolid=256,subvol=/home
        95 70 0:60 / /tank rw,relatime shared:50 - zfs tank rw,xattr,noacl
        96 70 0:61 / /mnt/nfs rw,relatime - nfs4 server:/export rw,vers=4.2,addr=10.0.0.1
        97 70 0:62 / /mnt/none rw,relatime - ext4 none rw

        """;

    [Fact]
    public void OnlyFileSystemsOnDevicesAreListedWithTheirRoots()
    {
        _tree.Add("proc/filesystems", FileSystems).Add("proc/self/mountinfo", Desktop);
        Assert.Equal(
            [
                new()
                {
                    Device = "/dev/nvme0n1p3",
                    MountPoint = "/",
                    FileSystemType = "btrfs",
                    Options = "rw,seclabel,relatime,compress=zstd:1,ssd,subvolid=257,subvol=/root",
                    Root = "/root",
                    CanHang = false,
                },
                new()
                {
                    Device = "/dev/nvme0n1p3",
                    MountPoint = "/home",
                    FileSystemType = "btrfs",
                    Options = "rw,seclabel,relatime,compress=zstd:1,ssd,subvolid=256,subvol=/home",
                    Root = "/home",
                    CanHang = false,
                },
                new()
                {
                    Device = "/dev/nvme0n1p1",
                    MountPoint = "/boot/efi",
                    FileSystemType = "vfat",
                    Options = "rw,relatime,fmask=0077,dmask=0077",
                    Root = "/",
                    CanHang = false,
                },
                new()
                {
                    Device = "/dev/nvme0n1p3",
                    MountPoint = "/srv/music box",
                    FileSystemType = "btrfs",
                    Options = "rw,seclabel,relatime,compress=zstd:1,ssd,subvolid=256,subvol=/home",
                    Root = "/home/ann/music",
                    CanHang = false,
                },
                new()
                {
                    Device = "tank",
                    MountPoint = "/tank",
                    FileSystemType = "zfs",
                    Options = "rw,relatime,xattr,noacl",
                    Root = "/",
                    CanHang = false,
                },
            ],
            _tree.Machine.Disks.GetPartitions()
        );
    }

    [Fact]
    public void AllAreListedIfAskedFor()
    {
        _tree.Add("proc/filesystems", FileSystems).Add("proc/self/mountinfo", Desktop);
        IReadOnlyList<DiskPartition> partitions = _tree.Machine.Disks.GetPartitions(all: true);
        Assert.Equal(9, partitions.Count);
        Assert.Equal(["/proc", "/", "/tmp"], partitions.Take(3).Select(partition => partition.MountPoint));
        Assert.Null(partitions[8].Device);
    }

    [Fact]
    public void WithoutAListOfTypesEveryTypeCountsButADeviceIsNeeded()
    {
        _tree.Add("proc/self/mountinfo", Desktop);
        Assert.Equal(8, _tree.Machine.Disks.GetPartitions().Count);
    }

    [Fact]
    public void AnotherMachinesMountsAreThoseOfItsFirstProcess()
    {
        _tree
            .Add("proc/self/mountinfo", "1 0 8:1 / /mine rw - ext4 /dev/sda1 rw\n")
            .Add("proc/1/mountinfo", "1 0 8:1 / /theirs rw - ext4 /dev/sda1 rw\n");
        Assert.Equal("/theirs", Assert.Single(_tree.Machine.Disks.GetPartitions(all: true)).MountPoint);
    }

    [Fact]
    public void AnOldKernelHasOnlyTheShortList()
    {
        _tree.Add("proc/self/mounts", "/dev/sda1 / ext3 rw,data=ordered 0 0\n");
        Assert.Equal(
            [
                new()
                {
                    Device = "/dev/sda1",
                    MountPoint = "/",
                    FileSystemType = "ext3",
                    Options = "rw,data=ordered",
                    CanHang = false,
                },
            ],
            _tree.Machine.Disks.GetPartitions(all: true)
        );
    }

    [Fact]
    public void ALineThatIsNotUnderstoodIsLeftOut()
    {
        _tree.Add("proc/self/mountinfo", "nonsense\n1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
        Assert.Single(_tree.Machine.Disks.GetPartitions(all: true));
    }

    [Fact]
    public void AListThatIsNotUnderstoodAtAllIsNamed()
    {
        _tree.Add("proc/self/mountinfo", "nonsense\n");
        MalformedDataException exception = Assert.Throws<MalformedDataException>(() => _tree.Machine.Disks.GetPartitions());
        Assert.Equal(Path.Join(_tree.Root, "proc/self/mountinfo"), exception.DataSource);
        Assert.Equal("major:minor", exception.Field);
    }

    [Fact]
    public void AMissingListIsNamed()
    {
        SystemCallException exception = Assert.Throws<SystemCallException>(() => _tree.Machine.Disks.GetPartitions());
        Assert.Equal($"openat({_tree.Root}/proc/1/mountinfo)", exception.SystemCall);
    }

    [Fact]
    public void TheRootsDeviceIsFoundInTheListOfPartitions()
    {
        AddRootWithoutName("179:2").Add("proc/partitions", "major minor  #blocks  name\n\n 179        2   30850048 mmcblk0p2\n");
        AssertRootDevice("/dev/mmcblk0p2");
    }

    [Fact]
    public void TheRootsDeviceIsFoundByItsUevent()
    {
        AddRootWithoutName("104:1").Add("sys/dev/block/104:1/uevent", "MAJOR=104\nMINOR=1\nDEVNAME=cciss/c0d0p1\nDEVTYPE=partition\n");
        AssertRootDevice("/dev/cciss/c0d0p1");
    }

    [Fact]
    public void TheRootsDeviceIsFoundAmongTheBlockDevices()
    {
        AddRootWithoutName("104:1").Add("sys/class/block/sda1/dev", "8:1\n").Add("sys/class/block/cciss!c0d0p1/dev", "104:1\n");
        AssertRootDevice("/dev/cciss/c0d0p1");
    }

    [Fact]
    public void ARootWhoseDeviceIsNotFoundKeepsItsName()
    {
        AddRootWithoutName("8:1").Add("sys/class/block/sda1/dev", "8:10\n");
        AssertRootDevice("/dev/root");
    }

    [Fact]
    public void AFileSystemInMemoryTakesTheNumberOfTheRoot()
    {
        _tree
            .Add("proc/partitions", "major minor  #blocks  name\n\n 8 1 100 sda1\n")
            .Add("proc/self/mountinfo", "1 1 0:2 / / rw - rootfs rootfs rw\n2 1 8:1 / / rw - ext4 /dev/root rw\n");
        Assert.Equal(["/dev/sda1", "/dev/sda1"], _tree.Machine.Disks.GetPartitions(all: true).Select(partition => partition.Device));
    }

    private FixtureTree AddRootWithoutName(string number) =>
        _tree.Add("proc/filesystems", FileSystems).Add("proc/self/mountinfo", $"15 0 {number} / / rw,noatime - ext4 /dev/root rw\n");

    private void AssertRootDevice(string device) =>
        Assert.Equal(
            [
                new()
                {
                    Device = device,
                    MountPoint = "/",
                    FileSystemType = "ext4",
                    Options = "rw,noatime",
                    Root = "/",
                    CanHang = false,
                },
            ],
            _tree.Machine.Disks.GetPartitions()
        );
}
