using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

// The space of file systems, read with a timeout.
internal sealed partial class LinuxDisks
{
    // Shared by all machines, because a mount that does not answer concerns all of them.
    private static readonly DiskUsageCalls UsageCalls = new(AskUsage);

    private readonly DiskUsageCalls _usageCalls = roots.IsLocalRoot ? UsageCalls : new DiskUsageCalls(path => AskUsageBelow(roots, path));

    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout) =>
        _usageCalls.Read(roots.IsLocalRoot ? path : Path.Join(roots.RootPath, path), timeout, Errno.Describe, () => FindMount(path));

    /// <summary>The mount that a path is on; null if that cannot be known, because the mounts are another machine's or cannot be
    /// read.</summary>
    private DiskUsageCalls.MountOfPath? FindMount(string path)
    {
        if (roots.IsLocalRoot != roots.IsLocalProc || !path.StartsWith('/'))
        {
            return null;
        }

        try
        {
            MountTree mounts = new(ReadMounts());
            return mounts.Find(Path.GetFullPath(path)) is { Id: { } id } mount
                ? new DiskUsageCalls.MountOfPath(id, IsLocal: !mounts.CanHang(mount))
                : null;
        }
        catch (PsutilException)
        {
            return null;
        }
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

    private static DiskUsageCalls.Answer AskUsage(string path)
    {
        int error = -Libc.GetFileSystemStatistics([.. OSText.GetBytes(path), 0], out FileSystemStatistics statistics);
        return new DiskUsageCalls.Answer(error, DiskUsageOf(statistics));
    }

    private static DiskUsageCalls.Answer AskUsageBelow(LinuxRoots roots, string path)
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
