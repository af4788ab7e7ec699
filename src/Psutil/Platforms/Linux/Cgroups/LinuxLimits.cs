using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The limits of the calling process's cgroups, of both versions and with all ancestors that a mount shows. A hierarchy that cannot be read
/// limits nothing.
/// </summary>
internal static class LinuxLimits
{
    public static MachineLimits Read(LinuxRoots roots)
    {
        if (roots.Proc.ReadBytes("self/cgroup") is not { } cgroup || roots.Proc.ReadBytes("self/mountinfo") is not { } mountInfo)
        {
            return default;
        }

        IReadOnlyList<CgroupMembership> memberships = ProcPidCgroup.Parse(cgroup);
        IReadOnlyList<CgroupMount> mounts = CgroupMount.Parse(mountInfo);
        using CgroupFiles files = new(roots);
        CgroupLimits limits = new(files);
        limits.AddUnified(CgroupFolder.Find("", memberships, mounts));
        limits.AddCpu(CgroupFolder.Find("cpu", memberships, mounts));
        limits.AddMemory(CgroupFolder.Find("memory", memberships, mounts));
        limits.AddProcesses(CgroupFolder.Find("pids", memberships, mounts));
        return limits.Result;
    }
}
