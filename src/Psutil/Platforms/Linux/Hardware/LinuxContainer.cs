using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>What made the container that the machine's roots are of.</summary>
internal static class LinuxContainer
{
    private const int LongestCgroupFile = 64 * 1024;
    private const int FirstPid = 1;
    private const string Oci = "oci";

    /// <param name="roots">The machine's files.</param>
    /// <param name="processes">Its processes, whose environments are read with a limit of time.</param>
    /// <param name="isPod">Whether it belongs to a pod of Kubernetes; null if unknown.</param>
    public static ContainerKind Find(LinuxRoots roots, Processes processes, out bool? isPod)
    {
        string? release = roots.Proc.ReadText("sys/kernel/osrelease");
        IReadOnlyList<CgroupNames> cgroups = ReadCgroups(roots);
        isPod =
            roots.Run.Exists("secrets/kubernetes.io/serviceaccount") || cgroups.Any(static names => names.PodUid is not null) ? true
            : release is null ? null
            : false;

        ContainerKind kind = FindManager(roots, processes, release, cgroups);
        return kind != ContainerKind.None ? kind
            : isPod == true ? ContainerKind.Other
            : release is null ? ContainerKind.Unknown
            : ContainerKind.None;
    }

    private static ContainerKind FindManager(LinuxRoots roots, Processes processes, string? release, IReadOnlyList<CgroupNames> cgroups)
    {
        // The first is also outside of a container, the second only there.
        if (roots.Proc.Exists("vz") && !roots.Proc.Exists("bc"))
        {
            return ContainerKind.OpenVZ;
        }

        if (release?.Contains("Microsoft", StringComparison.Ordinal) == true || release?.Contains("WSL", StringComparison.Ordinal) == true)
        {
            return ContainerKind.Wsl;
        }

        // PID 1 or the manager writes its name for the others. An empty variable says that there is no container.
        if (ReadManager(roots, processes) is { } manager && manager != Oci)
        {
            return OfManager(manager);
        }

        // Podman has both files.
        if (roots.Run.Exists(".containerenv"))
        {
            return ContainerKind.Podman;
        }

        if (roots.Root.Exists(".dockerenv"))
        {
            return ContainerKind.Docker;
        }

        foreach (CgroupNames names in cgroups)
        {
            if (names.Runtime is { } runtime)
            {
                return OfManager(runtime);
            }
        }

        // The root of the hierarchy has no type and no events: what has them is a group that a container sees as its root.
        return roots.Sys.Exists("fs/cgroup/cgroup.events") && roots.Sys.Exists("fs/cgroup/cgroup.type")
            ? ContainerKind.Other
            : ContainerKind.None;
    }

    // The environment is the variable of systemd's container interface, for a PID 1 that writes no file; root alone may read it.
    private static string? ReadManager(LinuxRoots roots, Processes processes) =>
        roots.Run.ReadText("host/container-manager") is { Length: > 0 } manager ? manager
        : roots.Run.ReadText("systemd/container") is { Length: > 0 } written ? written
        : processes.TryGet(FirstPid, out OSProcess? first)
        && first.Capture(ProcessFields.Environment).Environment?.TryGetValue("container", out string? variable) == true
            ? variable
        : null;

    private static ContainerKind OfManager(string name) =>
        name switch
        {
            "" => ContainerKind.None,
            "docker" => ContainerKind.Docker,
            "podman" or "libpod" => ContainerKind.Podman,
            "lxc" => ContainerKind.Lxc,
            "lxc-libvirt" => ContainerKind.LxcLibvirt,
            "systemd-nspawn" => ContainerKind.SystemdNspawn,
            "rkt" => ContainerKind.Rkt,
            "wsl" => ContainerKind.Wsl,
            "proot" => ContainerKind.Proot,
            "pouch" => ContainerKind.Pouch,
            "containerd" => ContainerKind.Containerd,
            "crio" or "cri-o" => ContainerKind.CriO,
            _ => ContainerKind.Other,
        };

    private static IReadOnlyList<CgroupNames> ReadCgroups(LinuxRoots roots) =>
        roots.Proc.ReadBytes("1/cgroup", LongestCgroupFile) is { } text
            ? [.. ProcPidCgroup.Parse(text).Select(static group => CgroupNames.Parse(group.Path))]
            : [];
}
