using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>A Mac: macOS 12 and later.</summary>
internal sealed class MacOSMachine : Machine
{
    private static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    /// <param name="options">No roots.</param>
    /// <param name="architecture">This process's: it decides which symbols and calling conventions the C library has.</param>
    public MacOSMachine(MachineOptions options, Architecture architecture)
    {
        BsdRoots.ThrowIfAny(options);
        BsdPageSize pageSize = new();
        Cpu = new MacOSCpu();
        Memory = new MacOSMemory(pageSize);
        Disks = new MacOSDisks(architecture);
        Processes = new BsdProcesses(this, new MacOSProcessSource(pageSize));
        Network = new MacOSNetwork(Processes, architecture);
        Sensors = new MacOSSensors();
    }

    public override Cpu Cpu { get; }

    public override Memory Memory { get; }

    public override Disks Disks { get; }

    public override Network Network { get; }

    public override Sensors Sensors { get; }

    public override Processes Processes { get; }

    public override DateTimeOffset GetBootTime()
    {
        TimeValue time = BootTime.Get<TimeValue>();
        return UnixTime.FromSeconds(time.tv_sec, time.tv_usec)
            ?? throw new MalformedDataException("sysctl(kern.boottime)", nameof(time.tv_sec));
    }

    public override IReadOnlyList<UserSession> GetUsers() => MacOSUsers.Read();
}
