using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd;

/// <summary>A NetBSD machine: 9 and later, 64-bit.</summary>
internal sealed class NetBsdMachine(MachineOptions options) : BsdMachine(options)
{
    private static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    public override IReadOnlyList<UserSession> GetUserSessions() => LoginDatabase.Read<LoginEntry>();

    private protected override Cpu CreateCpu() => new NetBsdCpu(this);

    private protected override Memory CreateMemory() => new NetBsdMemory(PageSize);

    private protected override Disks CreateDisks() => new NetBsdDisks(this);

    private protected override Network CreateNetwork() => new NetBsdNetwork(this);

    private protected override BsdProcessSource CreateProcessSource() => new NetBsdProcessSource(PageSize);

    private protected override DateTimeOffset? ReadBootTime() => BootTime.Get<TimeValue32>().ToInstant();
}
