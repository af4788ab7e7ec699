using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd;

/// <summary>A FreeBSD machine: 13 and later, 64-bit.</summary>
internal sealed class FreeBsdMachine : Machine
{
    private static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    public FreeBsdMachine(MachineOptions options)
    {
        BsdRoots.ThrowIfAny(options);
        BsdPageSize pageSize = new();
        FreeBsdConnections connections = new();
        Cpu = new FreeBsdCpu();
        Memory = new FreeBsdMemory(pageSize);
        Disks = new FreeBsdDisks();
        Network = new FreeBsdNetwork(connections);
        Sensors = new FreeBsdSensors(Cpu);
        Processes = new BsdProcesses(this, new FreeBsdProcessSource(pageSize, connections));
    }

    public override Cpu Cpu { get; }

    public override Memory Memory { get; }

    public override Disks Disks { get; }

    public override Network Network { get; }

    public override Sensors Sensors { get; }

    public override Processes Processes { get; }

    public static TimeValue ReadBootTime() => BootTime.Get<TimeValue>();

    public override DateTimeOffset GetBootTime()
    {
        TimeValue time = ReadBootTime();
        return UnixTime.FromSeconds(time.tv_sec, time.tv_usec) ?? throw new MalformedDataException("sysctl(kern.boottime)", "tv_sec");
    }

    public override IReadOnlyList<UserSession> GetUsers() => FreeBsdUsers.Read();
}
