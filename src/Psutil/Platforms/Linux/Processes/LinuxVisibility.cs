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

        if (CanInspectAll(proc))
        {
            return ProcessVisibility.All;
        }

        // The first process may be seen because it is the caller's, as in a container that runs as one user.
        ProcHidepid options = proc.ReadBytes("self/mountinfo", FileTree.LongListLimit) is { } text
            ? ProcHidepid.Find(text, proc.Path.TrimEnd('/'))
            : default;
        return options is { HidesOthers: true, HasGroup: false } ? ProcessVisibility.Own : ProcessVisibility.All;
    }

    private static bool CanInspectAll(FileTree proc) =>
        proc.ReadBytes("thread-self/status") is { } status && ProcThreadRights.Parse(status).CanInspectAll;
}
