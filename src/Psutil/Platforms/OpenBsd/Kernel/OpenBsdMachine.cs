using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Firmware;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd;

/// <summary>An OpenBSD machine: 7.0 and later, 64-bit.</summary>
/// <param name="options">The options, without roots.</param>
/// <param name="loginFile">The login database.</param>
internal sealed class OpenBsdMachine(MachineOptions options, string loginFile = "/var/run/utmp") : BsdMachine(options)
{
    public static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    private static readonly SysctlNode Vendor = new("hw.vendor", SysctlNumbers.CTL_HW, MachineNumbers.HW_VENDOR);
    private static readonly SysctlNode Product = new("hw.product", SysctlNumbers.CTL_HW, MachineNumbers.HW_PRODUCT);
    private static readonly SysctlNode Version = new("hw.version", SysctlNumbers.CTL_HW, MachineNumbers.HW_VERSION);

    public override IReadOnlyList<UserSession> GetUserSessions() => OpenBsdUsers.Read(loginFile);

    private protected override SmbiosStrings ReadFirmware() =>
        new()
        {
            Vendor = Vendor.FindText(),
            Product = Product.FindText(),
            Version = Version.FindText(),
        };

    private protected override Cpu CreateCpu() => new OpenBsdCpu(this);

    private protected override Memory CreateMemory() => new OpenBsdMemory(PageSize);

    private protected override Disks CreateDisks() => new OpenBsdDisks(this);

    private protected override Network CreateNetwork() => new OpenBsdNetwork(this);

    private protected override BsdProcessSource CreateProcessSource() => new OpenBsdProcessSource(PageSize);

    private protected override DateTimeOffset? ReadBootTime() => BootTime.Get<TimeValue>().ToInstant();
}
