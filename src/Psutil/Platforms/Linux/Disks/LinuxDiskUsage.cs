using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The space of file systems, asked under a deadline.</summary>
internal sealed class LinuxDiskUsage(LinuxRoots roots)
{
    // One for all machines: a mount that is dead is dead for all of them.
    private static readonly DiskUsageCalls Calls = new(Ask);

    private readonly DiskUsageCalls _calls = roots.IsLocalRoot ? Calls : new DiskUsageCalls(path => AskBelow(roots, path));

    public DiskUsage Read(string path, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _calls.Read(roots.IsLocalRoot ? path : Path.Join(roots.RootPath, path), timeout, Errno.Describe);
    }

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

    private static DiskUsageCalls.Answer AskBelow(LinuxRoots roots, string path)
    {
        byte[] name = [.. OSText.GetBytes(Path.GetRelativePath(roots.RootPath, path)), 0];
        ReadResult opened = roots.Root.OpenName(name);
        if (opened.Failed)
        {
            return new DiskUsageCalls.Answer(opened.Error, default);
        }

        int error = -Libc.GetFileSystemStatistics(opened.Value, out FileSystemStatistics statistics);
        Libc.Close(opened.Value);
        return new DiskUsageCalls.Answer(error, DiskUsageOf(statistics));
    }
}
