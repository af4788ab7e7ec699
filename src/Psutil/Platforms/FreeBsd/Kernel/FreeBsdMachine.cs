using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Firmware;
using Psutil.Platforms.FreeBsd.Interop;
using Libc = Psutil.Platforms.FreeBsd.Interop.Libc;

namespace Psutil.Platforms.FreeBsd;

/// <summary>A FreeBSD machine: 13 and later, 64-bit.</summary>
internal sealed class FreeBsdMachine(MachineOptions options) : BsdMachine(options)
{
    public static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    private readonly FreeBsdConnections _connections = new();

    public override IReadOnlyList<UserSession> GetUserSessions() => LoginDatabase.Read<LoginEntry>();

    // The loader writes what it finds in SMBIOS into the kernel environment (stand/libsa/smbios.c).
    private protected override SmbiosStrings ReadFirmware() =>
        new()
        {
            Vendor = Libc.FindKernelVariable("smbios.system.maker"),
            Product = Libc.FindKernelVariable("smbios.system.product"),
            Version = Libc.FindKernelVariable("smbios.system.version"),
            Family = Libc.FindKernelVariable("smbios.system.family"),
            BoardVendor = Libc.FindKernelVariable("smbios.planar.maker"),
            BoardName = Libc.FindKernelVariable("smbios.planar.product"),
            BoardVersion = Libc.FindKernelVariable("smbios.planar.version"),
            FirmwareVendor = Libc.FindKernelVariable("smbios.bios.vendor"),
            FirmwareVersion = Libc.FindKernelVariable("smbios.bios.version"),
            FirmwareDate = Libc.FindKernelVariable("smbios.bios.reldate"),
        };

    // vm_guest_sysctl_names of sys/kern/subr_param.c.
    private protected override VirtualMachineKind FindVirtualMachine() =>
        NamedSysctl.FindText("kern.vm_guest") switch
        {
            null => VirtualMachineKind.Unknown,
            "none" => VirtualMachineKind.None,
            "xen" => VirtualMachineKind.Xen,
            "hv" => VirtualMachineKind.HyperV,
            "vmware" => VirtualMachineKind.VMware,
            "kvm" => VirtualMachineKind.Kvm,
            "bhyve" => VirtualMachineKind.Bhyve,
            "vbox" => VirtualMachineKind.Oracle,
            "parallels" => VirtualMachineKind.Parallels,
            "nvmm" => VirtualMachineKind.Nvmm,

            // "generic" is a hypervisor that the kernel does not know.
            _ => VirtualMachineKind.Other,
        };

    private protected override ContainerKind FindContainer() =>
        NamedSysctl.Find<int>("security.jail.jailed") switch
        {
            null => ContainerKind.Unknown,
            0 => ContainerKind.None,
            _ => ContainerKind.Jail,
        };

    private protected override Cpu CreateCpu() => new FreeBsdCpu(this);

    private protected override Memory CreateMemory() => new FreeBsdMemory(PageSize);

    private protected override Disks CreateDisks() => new FreeBsdDisks(this);

    private protected override Network CreateNetwork() => new FreeBsdNetwork(this, _connections);

    private protected override Sensors CreateSensors() => new FreeBsdSensors(Cpu);

    private protected override BsdProcessSource CreateProcessSource() => new FreeBsdProcessSource(PageSize, _connections);

    private protected override DateTimeOffset? ReadBootTime() => BootTime.Get<TimeValue>().ToInstant();
}
