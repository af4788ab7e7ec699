using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd;

/// <summary>A FreeBSD machine: 13 and later, 64-bit.</summary>
internal sealed class FreeBsdMachine(MachineOptions options) : BsdMachine(options)
{
    public static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    private readonly FreeBsdConnections _connections = new();

    public override IReadOnlyList<UserSession> GetUserSessions() => LoginDatabase.Read<LoginEntry>();

    private protected override Cpu CreateCpu() => new FreeBsdCpu(this);

    private protected override Memory CreateMemory() => new FreeBsdMemory(PageSize);

    private protected override Disks CreateDisks() => new FreeBsdDisks(this);

    private protected override Network CreateNetwork() => new FreeBsdNetwork(this, _connections);

    private protected override Sensors CreateSensors() => new FreeBsdSensors(Cpu);

    private protected override BsdProcessSource CreateProcessSource() => new FreeBsdProcessSource(PageSize, _connections);

    private protected override DateTimeOffset? ReadBootTime() => BootTime.Get<TimeValue>().ToInstant();
}
