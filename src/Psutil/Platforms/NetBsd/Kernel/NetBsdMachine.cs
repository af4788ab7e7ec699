using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd;

/// <summary>A NetBSD machine: 9 and later, 64-bit.</summary>
internal sealed class NetBsdMachine : Machine
{
    private static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    public NetBsdMachine(MachineOptions options)
    {
        BsdRoots.ThrowIfAny(options);
        BsdPageSize pageSize = new();
        Cpu = new NetBsdCpu();
        Memory = new NetBsdMemory(pageSize);
        Disks = new NetBsdDisks();
        Network = new NetBsdNetwork();
        Sensors = new BsdSensors();
        Processes = new BsdProcesses(this, new NetBsdProcessSource(pageSize));
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

    public override IReadOnlyList<UserSession> GetUsers() => NetBsdUsers.Read();
}
