namespace Psutil.Platforms.Linux;

/// <summary>
/// Which of the names in <c>/proc/diskstats</c> are to be added up: whole disks, whose counters hold those of their partitions, but not
/// devices that are stacked on others (device mapper, RAID, bcache), whose I/O is counted again by the disks below them.
/// </summary>
internal sealed class LinuxWholeDisks
{
    private readonly LinuxRoots _roots;
    private readonly HashSet<string> _all;
    private readonly bool _hasSys;

    public LinuxWholeDisks(LinuxRoots roots, IEnumerable<string> names)
    {
        _roots = roots;
        _all = [.. names];
        _hasSys = roots.Sys.Exists("block");
    }

    /// <summary>What a device is to the sum.</summary>
    public DiskRole GetRole(string name)
    {
        if (!_hasSys)
        {
            return IsPartitionByName(name) || IsStackedByName(name) ? DiskRole.Part
                : IsVirtualByName(name) ? DiskRole.Virtual
                : DiskRole.Disk;
        }

        string folder = $"block/{ToSysName(name)}";
        return !_roots.Sys.Exists(folder) || _roots.Sys.List($"{folder}/slaves").Count > 0 ? DiskRole.Part
            : _roots.Sys.ReadInt64($"{folder}/hidden") > 0 ? DiskRole.Path
            : IsVirtualByName(name) ? DiskRole.Virtual
            : DiskRole.Disk;
    }

    /// <summary>The disk that an NVMe path leads to: <c>nvme0n1</c> of <c>nvme0c1n1</c>; null if the name is of another form.</summary>
    public static string? GetDiskOfPath(string name)
    {
        int controller = name.LastIndexOf('c');
        int space = name.LastIndexOf('n');
        return controller > 0 && space > controller ? string.Concat(name.AsSpan(0, controller), name.AsSpan(space)) : null;
    }

    /// <summary>Sysfs cannot have a slash in a folder's name and writes an exclamation mark for it: <c>cciss!c0d0</c>.</summary>
    public static string FromSysName(string name) => name.Replace('!', '/');

    private static string ToSysName(string name) => name.Replace('/', '!');

    private static bool IsStackedByName(string name) =>
        name.StartsWith("dm-", StringComparison.Ordinal) || name.StartsWith("md", StringComparison.Ordinal);

    // Loop devices and ZFS's volumes lie on disks that count the same I/O, and RAM is no disk.
    private static bool IsVirtualByName(string name)
    {
        ReadOnlySpan<char> kind = name.AsSpan().TrimEnd("0123456789");
        return kind.Length < name.Length && kind is "loop" or "zd" or "zram" or "ram" or "drbd";
    }

    /// <summary>
    /// Whether the name is that of another device and a number: <c>sda1</c>, and where the disk's own name ends in a digit
    /// <c>nvme0n1p1</c>. The disk has to be there too: <c>xvda1</c> can be a whole disk, and <c>loop10</c> is no part of <c>loop1</c>.
    /// </summary>
    private bool IsPartitionByName(string name)
    {
        ReadOnlySpan<char> disk = name.AsSpan().TrimEnd("0123456789");
        if (disk.Length is 0 || disk.Length == name.Length)
        {
            return false;
        }

        if (disk[^1] == 'p' && disk.Length > 1 && char.IsAsciiDigit(disk[^2]))
        {
            disk = disk[..^1];
        }

        return _all.GetAlternateLookup<ReadOnlySpan<char>>().Contains(disk);
    }
}

/// <summary>What a device of <c>/proc/diskstats</c> is to the sum of all.</summary>
internal enum DiskRole
{
    /// <summary>A partition, or stacked on others: counted with its disk.</summary>
    Part,

    /// <summary>One of the ways to a disk: counts where the disk itself does not (older kernels count NVMe's at the path alone).</summary>
    Path,

    /// <summary>In a file, in RAM or in another device's space: counts where there is nothing else.</summary>
    Virtual,

    /// <summary>A disk.</summary>
    Disk,
}
