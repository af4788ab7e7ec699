using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The limits of the calling process's cgroups, of both versions and with all visible ancestors. A hierarchy that cannot be read is
/// skipped.
/// </summary>
internal static class LinuxLimits
{
    // One line for each of about a dozen hierarchies, with a path of at most 4 KiB.
    private const int MembershipLimit = 256 * 1024;

    // The host's processes also see the mounts of all containers.
    private const int MostMounts = 16 * 1024;

    public static MachineLimits Read(LinuxRoots roots)
    {
        if (!TryReadMounts(roots, out IReadOnlyList<CgroupMembership> memberships, out IReadOnlyList<CgroupMount> mounts))
        {
            return default;
        }

        CgroupFiles files = new(roots);
        CgroupLimits limits = new(files);
        limits.AddUnified(CgroupFolder.Find("", memberships, mounts));
        limits.AddCpu(CgroupFolder.Find("cpu", memberships, mounts));
        limits.AddMemory(CgroupFolder.Find("memory", memberships, mounts));
        limits.AddProcesses(CgroupFolder.Find("pids", memberships, mounts));
        return limits.Result;
    }

    /// <summary>The directory of the calling process's cgroup of version 2; null if there is none.</summary>
    public static CgroupFolder? FindUnified(LinuxRoots roots) =>
        TryReadMounts(roots, out IReadOnlyList<CgroupMembership> memberships, out IReadOnlyList<CgroupMount> mounts)
            ? CgroupFolder.Find("", memberships, mounts)
            : null;

    /// <summary>The cgroups of the calling process, and the hierarchies that are mounted; false if either cannot be read.</summary>
    public static bool TryReadMounts(
        LinuxRoots roots,
        out IReadOnlyList<CgroupMembership> memberships,
        out IReadOnlyList<CgroupMount> mounts
    )
    {
        (memberships, mounts) = ([], []);
        if (
            Read(roots.Proc, "self/cgroup", MembershipLimit) is not { } cgroup
            || Read(roots.Proc, "self/mountinfo", FileTree.LongListLimit) is not { } mountInfo
        )
        {
            return false;
        }

        (memberships, mounts) = (ProcPidCgroup.Parse(cgroup), CgroupMount.Parse(mountInfo));
        return mounts.Count <= MostMounts
            ? true
            : throw new MalformedDataException(roots.Proc.FullName("self/mountinfo"u8), "number of cgroup mounts");
    }

    private static byte[]? Read(FileTree proc, string path, int limit)
    {
        ReadResult result = proc.TryReadBytes(path, limit, out byte[]? bytes);
        return result.IsMalformed || Errno.IsExhausted(result.Error) ? throw proc.ToException(result, path) : bytes;
    }
}
