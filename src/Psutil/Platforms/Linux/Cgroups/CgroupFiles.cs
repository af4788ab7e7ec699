using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads the files of cgroups below the machine's roots. The value of a missing or malformed file is null.</summary>
internal sealed class CgroupFiles(LinuxRoots roots)
{
    private const string SysPrefix = "/sys/";
    private const int LongestFile = 64 * 1024;

    /// <summary>A limit; null also if there is no limit.</summary>
    public long? ReadLimit(string mountPoint, string level, string file)
    {
        if (Read(mountPoint, level, file, out FileTree tree, out string path) is not { } text)
        {
            return null;
        }

        if (!CgroupMax.TryParse(text, out long? limit, out string? malformed))
        {
            Malformed(tree, path, malformed);
        }

        return limit;
    }

    /// <summary>The CPU time that <c>cpu.max</c> allows, as a number of CPUs.</summary>
    public double? ReadCpuMaximum(string mountPoint, string level)
    {
        if (Read(mountPoint, level, "cpu.max", out FileTree tree, out string path) is not { } text)
        {
            return null;
        }

        if (!CgroupCpuMax.TryParse(text, out double? cpus, out string? malformed))
        {
            Malformed(tree, path, malformed);
        }

        return cpus;
    }

    /// <summary>One counter of a file with several, such as <c>memory.stat</c>.</summary>
    public long? ReadCounter(string mountPoint, string level, string file, ReadOnlySpan<byte> name) =>
        Read(mountPoint, level, file, out _, out _) is { } text ? KeyedCounters.Find(text, name) : null;

    private byte[]? Read(string mountPoint, string level, string file, out FileTree tree, out string path)
    {
        tree = Locate(roots, mountPoint, out string folder);
        path = $"{folder}/{level}{(level.Length > 0 ? "/" : "")}{file}".TrimStart('/');
        return tree.ReadBytes(path, LongestFile);
    }

    /// <summary>
    /// The root that has a mount point, and the path below it. A mount below /sys is found below the sys root, which can be anywhere.
    /// </summary>
    public static FileTree Locate(LinuxRoots roots, string mountPoint, out string path)
    {
        bool isInSys = mountPoint.StartsWith(SysPrefix, StringComparison.Ordinal);
        path = mountPoint[(isInSys ? SysPrefix.Length : 1)..];
        return isInSys ? roots.Sys : roots.Root;
    }

    private static void Malformed(FileTree tree, string path, string field)
    {
        if (PsutilEventSource.Log.IsListening())
        {
            PsutilEventSource.Log.Malformed(Path.Join(tree.Path, path), field);
        }
    }
}
