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

    public bool Contains(string name)
    {
        if (!_hasSys)
        {
            return !IsPartitionByName(name) && !IsStackedByName(name);
        }

        string folder = $"block/{ToSysName(name)}";
        return _roots.Sys.Exists(folder) && _roots.Sys.List($"{folder}/slaves").Count == 0;
    }

    /// <summary>Sysfs cannot have a slash in a folder's name and writes an exclamation mark for it: <c>cciss!c0d0</c>.</summary>
    public static string FromSysName(string name) => name.Replace('!', '/');

    private static string ToSysName(string name) => name.Replace('/', '!');

    private static bool IsStackedByName(string name) =>
        name.StartsWith("dm-", StringComparison.Ordinal) || name.StartsWith("md", StringComparison.Ordinal);

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
