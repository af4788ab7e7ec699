using Psutil.Platforms.Firmware;
using Psutil.Platforms.Firmware.Parsing;

namespace Psutil.Tests.Firmware;

/// <summary>What CPUID and the firmware together say.</summary>
public class VirtualMachineEvidenceTests
{
    [Theory]
    [InlineData("KVMKVMKVM", "QEMU", VirtualMachineKind.Kvm)]
    [InlineData("KVMKVMKVM", "Amazon EC2", VirtualMachineKind.Amazon)]
    [InlineData("KVMKVMKVM", "Google Compute Engine", VirtualMachineKind.Google)]
    [InlineData("TCGTCGTCGTCG", "QEMU", VirtualMachineKind.Qemu)]
    [InlineData("Microsoft Hv", "QEMU", VirtualMachineKind.Qemu)]
    [InlineData("Microsoft Hv", "Virtual Machine", VirtualMachineKind.HyperV)]
    [InlineData("Microsoft Hv", "Xen", VirtualMachineKind.Xen)]
    [InlineData("VMwareVMware", "Example", VirtualMachineKind.VMware)]
    [InlineData("bhyve bhyve ", "BHYVE", VirtualMachineKind.Bhyve)]
    [InlineData("OpenBSDVMM58", "OpenBSD", VirtualMachineKind.VMM)]
    [InlineData("___ NVMM ___", "Example", VirtualMachineKind.Nvmm)]
    [InlineData("", "Example", VirtualMachineKind.Other)]
    [InlineData("\udc80\udcff", "Example", VirtualMachineKind.Other)]
    public void ASignatureAndAProduct(string signature, string product, VirtualMachineKind expected) =>
        Assert.Equal(expected, Decide(new CpuidAnswer(HasHypervisor: true, signature, OwnsMachine: false, "GenuineIntel"), product));

    [Fact]
    public void WindowsThatRunsVirtualMachinesIsNone() =>
        Assert.Equal(
            VirtualMachineKind.None,
            Decide(new CpuidAnswer(HasHypervisor: true, "Microsoft Hv", OwnsMachine: true, "GenuineIntel"), "Surface Pro")
        );

    [Fact]
    public void AControlDomainOfXenInAVirtualMachineIsInThatMachine() =>
        Assert.Equal(
            VirtualMachineKind.VMware,
            new VirtualMachineEvidence
            {
                Cpuid = new CpuidAnswer(HasHypervisor: true, "VMwareVMware", OwnsMachine: false, "GenuineIntel"),
                IsXen = true,
                IsXenControlDomain = true,
            }.Decide()
        );

    [Fact]
    public void WithoutAnySignItIsUnknown()
    {
        Assert.Equal(VirtualMachineKind.Unknown, new VirtualMachineEvidence().Decide());
        Assert.Equal(VirtualMachineKind.None, new VirtualMachineEvidence { HasHypervisorFlag = false }.Decide());
        Assert.Equal(VirtualMachineKind.None, new VirtualMachineEvidence { Strings = new() { Vendor = "Example" } }.Decide());
        Assert.Equal(VirtualMachineKind.Other, new VirtualMachineEvidence { HypervisorType = "example" }.Decide());
    }

    [Fact]
    public void ThisProcessorAnswers()
    {
        if (CpuidAnswer.Read() is { } answer)
        {
            Assert.InRange(answer.Vendor.Length, 1, 12);
            Assert.InRange(answer.Hypervisor.Length, 0, 12);
            Assert.True(answer.HasHypervisor || answer.Hypervisor.Length == 0);
        }
        else
        {
            Assert.False(System.Runtime.Intrinsics.X86.X86Base.IsSupported);
        }
    }

    [Theory]
    [InlineData("12/02/2021", "2021-12-02")]
    [InlineData(" 04/01/2014\n", "2014-04-01")]
    [InlineData("07/15/98", "1998-07-15")]
    [InlineData("13/01/2020", null)]
    [InlineData("2021-12-02", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void ADateIsOfFirmware(string? text, string? expected) =>
        Assert.Equal(expected, SmbiosText.ParseDate(text)?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Dell Inc.", "Dell Inc.")]
    [InlineData("  Dell Inc. \0", "Dell Inc.")]
    [InlineData("default STRING", null)]
    [InlineData("....", null)]
    [InlineData("00000000", null)]
    [InlineData("0", "0")]
    [InlineData("1.0", "1.0")]
    [InlineData(null, null)]
    public void APlaceholderIsNoName(string? text, string? expected) => Assert.Equal(expected, SmbiosText.Clean(text));

    private static VirtualMachineKind Decide(CpuidAnswer cpuid, string product) =>
        new VirtualMachineEvidence
        {
            Cpuid = cpuid,
            Strings = new SmbiosStrings { Product = product },
        }.Decide();
}
