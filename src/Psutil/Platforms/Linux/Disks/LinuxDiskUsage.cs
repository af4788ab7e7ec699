using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The space of file systems, asked under a deadline.</summary>
internal sealed class LinuxDiskUsage(LinuxRoots roots)
{
    // One for all machines: a mount that is dead is dead for all of them.
    private static readonly DiskUsageCalls Calls = new(Ask);

    public DiskUsage Read(string path, TimeSpan? timeout) =>
        Calls.Read(roots.IsLocalRoot ? path : Path.Join(roots.RootPath, path), timeout, Errno.Describe);

    internal static DiskUsage DiskUsageOf(in FileSystemStatistics statistics) =>
        DiskUsageCalls.ToUsage(
            statistics.FragmentSize,
            statistics.Blocks,
            statistics.FreeBlocks,
            statistics.AvailableBlocks,
            statistics.Files,
            statistics.FreeFiles
        );

    private static DiskUsageCalls.Answer Ask(string path)
    {
        int error = -Libc.GetFileSystemStatistics([.. OSText.GetBytes(path), 0], out FileSystemStatistics statistics);
        return new DiskUsageCalls.Answer(error, DiskUsageOf(statistics));
    }
}
