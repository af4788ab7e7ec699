namespace Psutil;

/// <summary>What made the container that a process runs in.</summary>
public enum ContainerKind
{
    /// <summary>It could not be found out.</summary>
    Unknown = 0,

    /// <summary>There is no sign of a container.</summary>
    None = 1,

    /// <summary>Docker.</summary>
    Docker = 2,

    /// <summary>Podman.</summary>
    Podman = 3,

    /// <summary>LXC.</summary>
    Lxc = 4,

    /// <summary>LXC by libvirt.</summary>
    LxcLibvirt = 5,

    /// <summary>systemd-nspawn.</summary>
    SystemdNspawn = 6,

    /// <summary>OpenVZ.</summary>
    OpenVZ = 7,

    /// <summary>rkt.</summary>
    Rkt = 8,

    /// <summary>The Windows Subsystem for Linux.</summary>
    Wsl = 9,

    /// <summary>PRoot.</summary>
    Proot = 10,

    /// <summary>Pouch.</summary>
    Pouch = 11,

    /// <summary>containerd without Docker.</summary>
    Containerd = 12,

    /// <summary>CRI-O.</summary>
    CriO = 13,

    /// <summary>A jail of FreeBSD.</summary>
    Jail = 14,

    /// <summary>Another container.</summary>
    Other = 15,
}
