using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>A Mac: macOS 12 and later.</summary>
/// <param name="options">No roots.</param>
/// <param name="architecture">This process's: it decides which symbols and calling conventions the C library has.</param>
internal sealed class MacOSMachine(MachineOptions options, Architecture architecture) : BsdMachine(options)
{
    private static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    public override IReadOnlyList<UserSession> GetUserSessions() => LoginDatabase.Read<LoginEntry>();

    private protected override Cpu CreateCpu() => new MacOSCpu(this);

    private protected override Memory CreateMemory() => new MacOSMemory(PageSize);

    private protected override Disks CreateDisks() => new MacOSDisks(this, architecture);

    private protected override Network CreateNetwork() => new MacOSNetwork(this, Processes, architecture);

    private protected override Sensors CreateSensors() => new MacOSSensors();

    private protected override BsdProcessSource CreateProcessSource() => new MacOSProcessSource(PageSize);

    private protected override DateTimeOffset? ReadBootTime() => BootTime.Get<TimeValue32>().ToInstant();
}
