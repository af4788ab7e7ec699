namespace Psutil.Platforms.Firmware;

/// <summary>The signs of a virtual machine that a system has; what it does not report is null or false.</summary>
internal sealed record VirtualMachineEvidence
{
    /// <summary>What CPUID says; null if unknown.</summary>
    public CpuidAnswer? Cpuid { get; init; }

    /// <summary>Whether the kernel shows CPUID's bit for a hypervisor, for another machine's files; null if unknown.</summary>
    public bool? HasHypervisorFlag { get; init; }

    /// <summary>The names of the firmware.</summary>
    public SmbiosStrings Strings { get; init; } = new();

    /// <summary>Whether SMBIOS itself says that the machine is virtual; null if unknown.</summary>
    public bool? HasVirtualBit { get; init; }

    public bool IsUserModeLinux { get; init; }

    public bool IsXen { get; init; }

    /// <summary>Whether this is the domain of Xen that owns the machine (dom0).</summary>
    public bool IsXenControlDomain { get; init; }

    /// <summary>The name in <c>/sys/hypervisor/type</c>.</summary>
    public string? HypervisorType { get; init; }

    /// <summary>What the device tree says; <see cref="VirtualMachineKind.Unknown"/> if there is none.</summary>
    public VirtualMachineKind DeviceTree { get; init; }

    /// <summary>The control program of IBM Z; null without one, and <see cref="IsMainframe"/> says whether it can have one.</summary>
    public string? ControlProgram { get; init; }

    public bool IsMainframe { get; init; }

    private bool? HasHypervisor => Cpuid?.HasHypervisor ?? HasHypervisorFlag;

    /// <summary>
    /// The virtual machine. Some makers build on another's hypervisor, or set its signature, so that some names count more than the
    /// signature, and others less.
    /// </summary>
    public VirtualMachineKind Decide()
    {
        VirtualMachineKind firmware = VirtualMachineRules.OfFirmware(Strings, HasHypervisor);
        if (
            firmware
            is VirtualMachineKind.Oracle
                or VirtualMachineKind.Xen
                or VirtualMachineKind.Amazon
                or VirtualMachineKind.Parallels
                or VirtualMachineKind.Google
        )
        {
            return firmware;
        }

        if (IsUserModeLinux)
        {
            return VirtualMachineKind.Uml;
        }

        // Xen does not change CPUID for its own guests (PV) when it is a guest itself.
        if (IsXen && !IsXenControlDomain)
        {
            return VirtualMachineKind.Xen;
        }

        VirtualMachineKind signature = OfCpuid();
        bool isVague = signature is VirtualMachineKind.HyperV or VirtualMachineKind.Other;
        if (IsXenControlDomain || Cpuid?.OwnsMachine == true || (signature != VirtualMachineKind.None && !isVague))
        {
            return signature;
        }

        // QEMU has the signature of Hyper-V for the sake of Windows, so other names come first.
        foreach (
            VirtualMachineKind kind in (ReadOnlySpan<VirtualMachineKind>)[firmware, OfHypervisorType(), DeviceTree, OfControlProgram()]
        )
        {
            if (kind is not (VirtualMachineKind.None or VirtualMachineKind.Unknown or VirtualMachineKind.Other))
            {
                return kind;
            }
        }

        return signature == VirtualMachineKind.HyperV ? signature
            : signature == VirtualMachineKind.Other || HasVirtualBit == true || HypervisorType is not null ? VirtualMachineKind.Other
            : DeviceTree == VirtualMachineKind.Other ? VirtualMachineKind.Other
            : IsSilent() ? VirtualMachineKind.Unknown
            : VirtualMachineKind.None;
    }

    private VirtualMachineKind OfCpuid() =>
        Cpuid is { OwnsMachine: true } || HasHypervisor != true ? VirtualMachineKind.None
        : Cpuid is null ? VirtualMachineKind.Other
        : VirtualMachineRules.OfSignature(Cpuid.Hypervisor);

    private VirtualMachineKind OfHypervisorType() =>
        HypervisorType == "xen" && !IsXenControlDomain ? VirtualMachineKind.Xen : VirtualMachineKind.None;

    private VirtualMachineKind OfControlProgram() =>
        ControlProgram is null ? VirtualMachineKind.None
        : ControlProgram.StartsWith("z/VM", StringComparison.Ordinal) ? VirtualMachineKind.ZVM
        : VirtualMachineKind.Kvm;

    // Nothing that would show a virtual machine could be read.
    private bool IsSilent() => HasHypervisor is null && Strings.IsEmpty && DeviceTree == VirtualMachineKind.Unknown && !IsMainframe;
}
