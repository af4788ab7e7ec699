using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;

namespace Psutil.Platforms.Firmware;

/// <summary>What the CPUID instruction says about a hypervisor and the CPU.</summary>
/// <param name="HasHypervisor">Whether the bit for a hypervisor is set.</param>
/// <param name="Hypervisor">The signature of the hypervisor, at most 12 characters; empty if there is none.</param>
/// <param name="OwnsMachine">Whether this is the root partition of Hyper-V: Windows itself on a machine that can run virtual
/// machines.</param>
/// <param name="Vendor">The vendor of the CPU, 12 characters.</param>
internal sealed record CpuidAnswer(bool HasHypervisor, string Hypervisor, bool OwnsMachine, string Vendor)
{
    private const int FeatureLeaf = 1;
    private const int HypervisorBit = 1 << 31;
    private const int HypervisorLeaf = 0x4000_0000;

    // Hypervisor Top-Level Functional Specification, 2.4.4: only the root partition may manage CPUs.
    private const int HyperVFeatureLeaf = 0x4000_0003;
    private const int CpuManagementBit = 1 << 12;

    /// <summary>Null on another architecture than x86.</summary>
    public static CpuidAnswer? Read()
    {
        if (!X86Base.IsSupported)
        {
            return null;
        }

        (_, int first, int third, int second) = X86Base.CpuId(0, 0);
        string vendor = ToText(first, second, third);
        if ((X86Base.CpuId(FeatureLeaf, 0).Ecx & HypervisorBit) == 0)
        {
            return new CpuidAnswer(HasHypervisor: false, "", OwnsMachine: false, vendor);
        }

        (int highest, int ebx, int ecx, int edx) = X86Base.CpuId(HypervisorLeaf, 0);
        string signature = ToText(ebx, ecx, edx);
        bool ownsMachine =
            signature == VirtualMachineRules.HyperVSignature
            && highest >= HyperVFeatureLeaf
            && (X86Base.CpuId(HyperVFeatureLeaf, 0).Ebx & CpuManagementBit) != 0;
        return new CpuidAnswer(HasHypervisor: true, signature, ownsMachine, vendor);
    }

    private static string ToText(int first, int second, int third)
    {
        Span<byte> bytes = stackalloc byte[3 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, first);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], second);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], third);
        return OSText.GetString(bytes.TrimEnd((byte)0));
    }
}
