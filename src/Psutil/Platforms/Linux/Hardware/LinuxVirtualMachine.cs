using Psutil.Platforms.Firmware;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Collects the signs of a virtual machine.</summary>
internal static class LinuxVirtualMachine
{
    private const int LongestFile = 4096;
    private const string UserModeLinux = "User Mode Linux";

    public static VirtualMachineKind Find(LinuxRoots roots)
    {
        CpuModels models = LinuxCpuTopology.ReadCpuInfo(roots, CpuModels.Parse) ?? CpuModels.None;
        ProcSysinfo? mainframe = LinuxHardware.ReadSysinfo(roots);
        bool isXen = roots.Proc.Exists("xen");
        return new VirtualMachineEvidence
        {
            // The instruction is about the machine that this program runs on.
            Cpuid = roots is { IsLocalSys: true, IsLocalProc: true } ? CpuidAnswer.Read() : null,
            HasHypervisorFlag = models.HasHypervisorFlag,
            Strings = LinuxHardware.ReadDmi(roots.Sys),
            HasVirtualBit = roots.Sys.ReadBytes("firmware/dmi/entries/0-0/raw", LongestFile) is { } structure
                ? SmbiosBiosInformation.IsVirtual(structure)
                : null,
            IsUserModeLinux = models.Vendor?.StartsWith(UserModeLinux, StringComparison.Ordinal) == true,
            IsXen = isXen,
            IsXenControlDomain = isXen && IsXenControlDomain(roots),
            HypervisorType = roots.Sys.ReadText("hypervisor/type") is { Length: > 0 } type ? type : null,
            DeviceTree = FindInDeviceTree(roots),
            ControlProgram = mainframe?.ControlProgram,
            IsMainframe = mainframe is not null,
        }.Decide();
    }

    private static bool IsXenControlDomain(LinuxRoots roots)
    {
        if (
            roots.Sys.ReadBytes("hypervisor/properties/features", LongestFile) is { } features
            && XenFeatures.HasControlBit(features) is { } isControl
        )
        {
            return isControl;
        }

        return roots.Proc.ReadBytes("xen/capabilities", LongestFile) is { } words && XenFeatures.HasControlWord(words);
    }

    /// <summary><see cref="VirtualMachineKind.Unknown"/> if there is no device tree.</summary>
    private static VirtualMachineKind FindInDeviceTree(LinuxRoots roots)
    {
        if (LinuxHardware.ReadDeviceTree(roots, "hypervisor/compatible") is [var hypervisor, ..])
        {
            return hypervisor == "linux,kvm" ? VirtualMachineKind.Kvm
                : hypervisor.Contains("xen", StringComparison.Ordinal) ? VirtualMachineKind.Xen
                : hypervisor.Contains("vmware", StringComparison.Ordinal) ? VirtualMachineKind.VMware
                : VirtualMachineKind.Other;
        }

        IReadOnlyList<string> nodes = ListDeviceTree(roots);
        if (nodes.Count == 0)
        {
            return VirtualMachineKind.Unknown;
        }

        // The names of partitions of IBM Power; QEMU imitates one of them.
        if (
            nodes.Contains("ibm,partition-name")
            && nodes.Contains("hmc-managed?")
            && LinuxHardware.ReadDeviceTree(roots, "chosen/qemu,graphic-width") is null
        )
        {
            return VirtualMachineKind.PowerVM;
        }

        return
            nodes.Any(static node => node.Contains("fw-cfg", StringComparison.Ordinal))
            || LinuxHardware.ReadDeviceTree(roots, "compatible")?.Contains("qemu,pseries") == true
            ? VirtualMachineKind.Qemu
            : VirtualMachineKind.None;
    }

    private static IReadOnlyList<string> ListDeviceTree(LinuxRoots roots) =>
        roots.Sys.List(LinuxHardware.DeviceTreeFolder) is { Count: > 0 } nodes ? nodes : roots.Proc.List("device-tree");
}
