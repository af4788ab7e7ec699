namespace Psutil.Platforms.Linux;

/// <summary>
/// Selects the names in <c>/proc/diskstats</c> whose counters are added up: whole disks, whose counters include those of their partitions,
/// but not devices stacked on others (device mapper, RAID, bcache), whose I/O the disks below them count again.
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

    /// <summary>How a device counts in the sum.</summary>
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

    /// <summary>The disk of an NVMe path: <c>nvme0n1</c> for <c>nvme0c1n1</c>; null for a name of another form.</summary>
    public static string? GetDiskOfPath(string name)
    {
        int controller = name.LastIndexOf('c');
        int space = name.LastIndexOf('n');
        return controller > 0 && space > controller ? string.Concat(name.AsSpan(0, controller), name.AsSpan(space)) : null;
    }

    /// <summary>A directory in sysfs has an exclamation mark in place of a slash: <c>cciss!c0d0</c>.</summary>
    public static string FromSysName(string name) => name.Replace('!', '/');

    private static string ToSysName(string name) => name.Replace('/', '!');

    private static bool IsStackedByName(string name) =>
        name.StartsWith("dm-", StringComparison.Ordinal) || name.StartsWith("md", StringComparison.Ordinal);

    // Loop devices and ZFS volumes are on disks that count the same I/O, and RAM is not a disk.
    private static bool IsVirtualByName(string name)
    {
        ReadOnlySpan<char> kind = name.AsSpan().TrimEnd("0123456789");
        return kind.Length < name.Length && kind is "loop" or "zd" or "zram" or "ram" or "drbd";
    }

    /// <summary>
    /// Whether the name is that of another device followed by a number: <c>sda1</c> or, if the disk's name ends in a digit,
    /// <c>nvme0n1p1</c>. The disk must exist: <c>xvda1</c> can be a whole disk, and <c>loop10</c> is not a part of <c>loop1</c>.
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

/// <summary>How a device of <c>/proc/diskstats</c> counts in the sum of all.</summary>
internal enum DiskRole
{
    /// <summary>A partition, or a device stacked on others: its disk counts the I/O.</summary>
    Part,

    /// <summary>One path to a disk: counts if the disk itself does not (older kernels count NVMe I/O only for the path).</summary>
    Path,

    /// <summary>In a file, in RAM or on another device: counts only if there is no other disk.</summary>
    Virtual,

    /// <summary>A disk.</summary>
    Disk,
}
