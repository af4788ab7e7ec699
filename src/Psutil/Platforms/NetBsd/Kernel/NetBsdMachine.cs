using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Firmware;
using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd;

/// <summary>A NetBSD machine: 9 and later, 64-bit.</summary>
internal sealed class NetBsdMachine(MachineOptions options) : BsdMachine(options)
{
    private static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    public override IReadOnlyList<UserSession> GetUserSessions() => LoginDatabase.Read<LoginEntry>();

    private protected override SmbiosStrings ReadFirmware() =>
        new()
        {
            Vendor = NamedSysctl.FindText("machdep.dmi.system-vendor"),
            Product = NamedSysctl.FindText("machdep.dmi.system-product"),
            Version = NamedSysctl.FindText("machdep.dmi.system-version"),
            BoardVendor = NamedSysctl.FindText("machdep.dmi.board-vendor"),
            BoardName = NamedSysctl.FindText("machdep.dmi.board-product"),
            BoardVersion = NamedSysctl.FindText("machdep.dmi.board-version"),
            FirmwareVendor = NamedSysctl.FindText("machdep.dmi.bios-vendor"),
            FirmwareVersion = NamedSysctl.FindText("machdep.dmi.bios-version"),
            FirmwareDate = NamedSysctl.FindText("machdep.dmi.bios-date"),
        };

    private protected override Cpu CreateCpu() => new NetBsdCpu(this);

    private protected override Memory CreateMemory() => new NetBsdMemory(PageSize);

    private protected override Disks CreateDisks() => new NetBsdDisks(this);

    private protected override Network CreateNetwork() => new NetBsdNetwork(this);

    private protected override BsdProcessSource CreateProcessSource() => new NetBsdProcessSource(PageSize);

    private protected override DateTimeOffset? ReadBootTime() => BootTime.Get<TimeValue32>().ToInstant();
}
