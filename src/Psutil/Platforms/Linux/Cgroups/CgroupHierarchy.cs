using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The controllers of a hierarchy that are of interest. <see cref="Unified"/> is version 2 with all that are on in it.</summary>
[Flags]
internal enum CgroupControllers
{
    None = 0,
    Unified = 1,
    Cpu = 2,
    CpuAccount = 4,
    Memory = 8,
    BlockIO = 16,
    Tasks = 32,

    /// <summary>systemd's own hierarchy of version 1, which has no controller.</summary>
    Systemd = 64,
}

/// <summary>A mounted hierarchy.</summary>
/// <param name="Controllers">Its controllers.</param>
/// <param name="Root">The cgroup that is mounted, as the reader's cgroup namespace shows it.</param>
/// <param name="MountPoint">Where it is mounted.</param>
internal sealed record CgroupHierarchy(CgroupControllers Controllers, string Root, string MountPoint)
{
    /// <summary>The hierarchies of a machine, that of version 2 first; each once, where most of it is visible.</summary>
    public static IReadOnlyList<CgroupHierarchy> Find(IReadOnlyList<CgroupMount> mounts)
    {
        List<CgroupHierarchy> found = [];
        foreach (CgroupMount mount in mounts)
        {
            CgroupControllers controllers = GetControllers(mount.Controllers);
            if (controllers == CgroupControllers.None)
            {
                continue;
            }

            // Only the root itself shows all; a root above the namespace (/..) shows what has no names here.
            int index = found.FindIndex(known => known.Controllers == controllers);
            if (index < 0)
            {
                found.Add(new CgroupHierarchy(controllers, mount.Root, mount.MountPoint));
            }
            else if (mount.Root == "/" && found[index].Root != "/")
            {
                found[index] = new CgroupHierarchy(controllers, mount.Root, mount.MountPoint);
            }
        }

        return [.. found.OrderBy(hierarchy => hierarchy.Controllers)];
    }

    private static CgroupControllers GetControllers(string? options)
    {
        if (options is null)
        {
            return CgroupControllers.Unified;
        }

        CgroupControllers controllers = CgroupControllers.None;
        foreach (string option in options.Split(','))
        {
            controllers |= option switch
            {
                "cpu" => CgroupControllers.Cpu,
                "cpuacct" => CgroupControllers.CpuAccount,
                "memory" => CgroupControllers.Memory,
                "blkio" => CgroupControllers.BlockIO,
                "pids" => CgroupControllers.Tasks,
                "name=systemd" => CgroupControllers.Systemd,
                _ => CgroupControllers.None,
            };
        }

        return controllers;
    }
}
