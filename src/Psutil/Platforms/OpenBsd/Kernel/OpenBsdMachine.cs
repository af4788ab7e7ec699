using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd;

/// <summary>An OpenBSD machine: 7.0 and later, 64-bit.</summary>
internal sealed class OpenBsdMachine : Machine
{
    private static readonly SysctlNode BootTime = new("kern.boottime", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_BOOTTIME);

    private readonly string _loginFile;

    /// <param name="options">No roots.</param>
    /// <param name="loginFile">The login database.</param>
    public OpenBsdMachine(MachineOptions options, string loginFile = "/var/run/utmp")
    {
        BsdRoots.ThrowIfAny(options);
        BsdPageSize pageSize = new();
        _loginFile = loginFile;
        Cpu = new OpenBsdCpu();
        Memory = new OpenBsdMemory(pageSize);
        Disks = new OpenBsdDisks();
        Network = new OpenBsdNetwork();
        Sensors = new BsdSensors();
        Processes = new BsdProcesses(this, new OpenBsdProcessSource(pageSize));
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
        return UnixTime.FromSeconds(time.tv_sec, time.tv_usec)
            ?? throw new MalformedDataException("sysctl(kern.boottime)", nameof(time.tv_sec));
    }

    public override IReadOnlyList<UserSession> GetUsers() => OpenBsdUsers.Read(_loginFile);
}
