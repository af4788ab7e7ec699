using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Which processes a proc file system shows to the caller.</summary>
internal static class LinuxVisibility
{
    public static ProcessVisibility Read(FileTree proc)
    {
        // The copy of a machine's files has what was copied.
        if (!proc.IsProcFileSystem())
        {
            return ProcessVisibility.All;
        }

        // Every PID namespace has a first process.
        ReadResult first = proc.GetStatus("1\0"u8, out _);
        if (first.Failed)
        {
            return first.Error == Errno.ENOENT ? ProcessVisibility.Own : ProcessVisibility.Unknown;
        }

        if (!ThreadRights.Read(proc, out ProcThreadRights rights).Failed && rights.CanInspectAll)
        {
            return ProcessVisibility.All;
        }

        // The first process may be seen because it is the caller's, as in a container that runs as one user.
        ProcHidepid options = proc.ReadBytes("self/mountinfo", FileTree.LongListLimit) is { } text
            ? ProcHidepid.Find(text, proc.Path.TrimEnd('/'))
            : default;
        return options is { HidesOthers: true, HasGroup: false } ? ProcessVisibility.Own : ProcessVisibility.All;
    }

    /// <summary>
    /// How many processes are hidden: the kernel counts all as links of the root of a proc file system, besides its other directories
    /// (proc_root_getattr in fs/proc/root.c). Null if that cannot be read. Right only in the first PID namespace, whose processes are all
    /// there are.
    /// </summary>
    public static int? CountHidden(FileTree proc)
    {
        ReadResult root = proc.GetStatus(".\0"u8, out FileStatus status);
        if (root.Failed)
        {
            return null;
        }

        // Itself and its parent.
        long all = (long)status.LinkCount - 2;
        bool isWhole = false;
        foreach (string name in proc.List(""))
        {
            if (char.IsAsciiDigit(name[0]) || IsDirectory(proc, name))
            {
                all--;
            }

            isWhole |= name == "sys";
        }

        // With subset=pid the other directories are counted and not listed.
        return isWhole ? (int)Math.Clamp(all, 0, int.MaxValue) : null;
    }

    private static bool IsDirectory(FileTree proc, string name)
    {
        Span<byte> link = stackalloc byte[KernelPath.Room];
        byte[] path = [.. OSText.GetBytes(name), 0];
        return proc.ReadLink(path, link).Failed && !proc.GetStatus(path, out FileStatus status).Failed && status.IsDirectory;
    }
}
