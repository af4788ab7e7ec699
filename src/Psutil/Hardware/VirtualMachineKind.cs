namespace Psutil;

/// <summary>What a machine is virtualized by.</summary>
public enum VirtualMachineKind
{
    /// <summary>It could not be found out.</summary>
    Unknown = 0,

    /// <summary>There is no sign of a virtual machine.</summary>
    None = 1,

    /// <summary>KVM of Linux.</summary>
    Kvm = 2,

    /// <summary>QEMU without KVM.</summary>
    Qemu = 3,

    /// <summary>Bochs.</summary>
    Bochs = 4,

    /// <summary>Xen.</summary>
    Xen = 5,

    /// <summary>User Mode Linux.</summary>
    Uml = 6,

    /// <summary>VMware.</summary>
    VMware = 7,

    /// <summary>VirtualBox.</summary>
    Oracle = 8,

    /// <summary>Hyper-V, and Azure.</summary>
    HyperV = 9,

    /// <summary>z/VM of IBM Z.</summary>
    ZVM = 10,

    /// <summary>Parallels.</summary>
    Parallels = 11,

    /// <summary>bhyve of FreeBSD.</summary>
    Bhyve = 12,

    /// <summary>QNX.</summary>
    Qnx = 13,

    /// <summary>ACRN.</summary>
    Acrn = 14,

    /// <summary>PowerVM of IBM Power.</summary>
    PowerVM = 15,

    /// <summary>The virtualization framework of macOS.</summary>
    Apple = 16,

    /// <summary>LMHS SRE.</summary>
    Sre = 17,

    /// <summary>Amazon EC2 (Nitro).</summary>
    Amazon = 18,

    /// <summary>Google Compute Engine.</summary>
    Google = 19,

    /// <summary>vmm of OpenBSD.</summary>
    VMM = 20,

    /// <summary>NVMM of NetBSD.</summary>
    Nvmm = 21,

    /// <summary>Another hypervisor.</summary>
    Other = 22,
}
