namespace Psutil.Platforms.Firmware;

/// <summary>What signatures and names of the firmware say about the virtual machine, as systemd-detect-virt understands them.</summary>
internal static class VirtualMachineRules
{
    public const string HyperVSignature = "Microsoft Hv";

    /// <summary>The hypervisor with a CPUID signature; <see cref="VirtualMachineKind.Other"/> for one that is not known.</summary>
    public static VirtualMachineKind OfSignature(string signature) =>
        signature switch
        {
            "XenVMMXenVMM" => VirtualMachineKind.Xen,
            "KVMKVMKVM" or "Linux KVM Hv" => VirtualMachineKind.Kvm,
            "TCGTCGTCGTCG" => VirtualMachineKind.Qemu,
            "VMwareVMware" => VirtualMachineKind.VMware,
            HyperVSignature => VirtualMachineKind.HyperV,
            "bhyve bhyve " => VirtualMachineKind.Bhyve,
            "VBoxVBoxVBox" => VirtualMachineKind.Oracle,
            "prl hyperv  " or " lrpepyh  vr" => VirtualMachineKind.Parallels,
            "QNXQVMBSQG" => VirtualMachineKind.Qnx,
            "ACRNACRNACRN" => VirtualMachineKind.Acrn,
            "SRESRESRESRE" => VirtualMachineKind.Sre,
            "Apple VZ" or "VirtualApple" => VirtualMachineKind.Apple,
            "OpenBSDVMM58" => VirtualMachineKind.VMM,
            "___ NVMM ___" => VirtualMachineKind.Nvmm,
            _ => VirtualMachineKind.Other,
        };

    /// <summary>
    /// The virtual machine that the names of the firmware are of; <see cref="VirtualMachineKind.None"/> if they name none.
    /// </summary>
    /// <param name="strings">The names.</param>
    /// <param name="hasHypervisor">What CPUID says; null if unknown.</param>
    public static VirtualMachineKind OfFirmware(SmbiosStrings strings, bool? hasHypervisor)
    {
        // The product first: QEMU is the maker of machines that are called KVM. Hyper-V is in the version.
        foreach (
            string? text in (ReadOnlySpan<string?>)
                [strings.Product, strings.Vendor, strings.BoardVendor, strings.FirmwareVendor, strings.Version]
        )
        {
            if (text is null)
            {
                continue;
            }

            // VirtualBox may have no other name than its maker's, who also makes servers.
            VirtualMachineKind kind =
                Begins(text, "Oracle Corporation") && hasHypervisor != false ? VirtualMachineKind.Oracle : OfName(text);
            if (kind != VirtualMachineKind.None)
            {
                // Machines of Amazon without a hypervisor have the same maker, and a product such as c5.metal or m7i.metal-24xl.
                return kind == VirtualMachineKind.Amazon && IsBareMetal(strings.Product) ? VirtualMachineKind.None : kind;
            }
        }

        return VirtualMachineKind.None;
    }

    private static VirtualMachineKind OfName(string text) =>
        Begins(text, "KVM") || Begins(text, "OpenStack") || Begins(text, "KubeVirt") ? VirtualMachineKind.Kvm
        : Begins(text, "Amazon EC2") ? VirtualMachineKind.Amazon
        : Begins(text, "QEMU") ? VirtualMachineKind.Qemu
        : Begins(text, "VMware") || Begins(text, "VMW") ? VirtualMachineKind.VMware
        : Begins(text, "innotek GmbH") || Begins(text, "VirtualBox") ? VirtualMachineKind.Oracle
        : Begins(text, "Xen") ? VirtualMachineKind.Xen
        : Begins(text, "Bochs") ? VirtualMachineKind.Bochs
        : Begins(text, "Parallels") ? VirtualMachineKind.Parallels
        : Begins(text, "BHYVE") ? VirtualMachineKind.Bhyve
        : Begins(text, "Hyper-V") ? VirtualMachineKind.HyperV
        : Begins(text, "Apple Virtualization") ? VirtualMachineKind.Apple
        : Begins(text, "Google Compute Engine") ? VirtualMachineKind.Google
        : Begins(text, "OpenBSD") ? VirtualMachineKind.VMM
        : VirtualMachineKind.None;

    private static bool IsBareMetal(string? product)
    {
        int start = product?.IndexOf(".metal", StringComparison.Ordinal) ?? -1;
        string rest = start < 0 ? "" : product![(start + ".metal".Length)..];
        return start >= 0 && (rest.Length == 0 || rest[0] == '-');
    }

    private static bool Begins(string text, string name) => text.StartsWith(name, StringComparison.Ordinal);
}
