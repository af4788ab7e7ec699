using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Firmware;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>A Mac: macOS 12 and later.</summary>
/// <param name="options">The options, without roots.</param>
/// <param name="architecture">This process's architecture, which decides the C library's symbols and calling conventions.</param>
internal sealed class MacOSMachine(MachineOptions options, Architecture architecture) : BsdMachine(options)
{
    private static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    private MacOSGpus? _gpus;

    public override Gpus Gpus => _gpus ??= new MacOSGpus(this);

    public override IReadOnlyList<UserSession> GetUserSessions() => LoginDatabase.Read<LoginEntry>();

    // Not hw.pagesize, which is the caller's own: 4096 under Rosetta, while the kernel counts pages of 16384 (bsd/kern/kern_mib.c).
    private protected override long ReadPageSize() => NamedSysctl.Get<int>("vm.pagesize");

    // hw.model is the machine's (MacBookPro18,3), not the CPU's.
    private protected override SmbiosStrings ReadFirmware() => new() { Product = BsdTopology.ReadModel() };

    private protected override VirtualMachineKind FindVirtualMachine() =>
        NamedSysctl.Find<int>("kern.hv_vmm_present") switch
        {
            null => VirtualMachineKind.Unknown,
            0 => VirtualMachineKind.None,

            // On ARM there is only the framework of macOS itself. An Intel Mac has the CPUID instruction to name the hypervisor.
            _ when architecture == Architecture.Arm64 => VirtualMachineKind.Apple,
            _ => CpuidAnswer.Read() is { HasHypervisor: true } cpuid
                ? VirtualMachineRules.OfSignature(cpuid.Hypervisor)
                : VirtualMachineKind.Other,
        };

    private protected override Cpu CreateCpu() => new MacOSCpu(this);

    private protected override Memory CreateMemory() => new MacOSMemory(PageSize);

    private protected override Disks CreateDisks() => new MacOSDisks(this, architecture);

    private protected override Network CreateNetwork() => new MacOSNetwork(this, Processes, architecture);

    private protected override Sensors CreateSensors() => new MacOSSensors();

    private protected override BsdProcessSource CreateProcessSource() => new MacOSProcessSource(PageSize);

    private protected override DateTimeOffset? ReadBootTime() => BootTime.Get<TimeValue32>().ToInstant();
}
