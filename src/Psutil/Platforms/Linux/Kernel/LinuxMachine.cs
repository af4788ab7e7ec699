using Psutil.Platforms.Nvidia;

namespace Psutil.Platforms.Linux;

/// <summary>A Linux machine: its roots and its facets.</summary>
internal sealed class LinuxMachine : Machine
{
    private readonly MachineProcessTable _table;

    public LinuxMachine(MachineOptions options)
    {
        LinuxRoots roots = new(options);
        Roots = roots;
        TimeProvider = options.TimeProvider;
        Cpu = new LinuxCpu(this, roots);
        Memory = new LinuxMemory(roots);
        Disks = new LinuxDisks(this, roots);
        _table = new MachineProcessTable(roots, options);
        LinuxNetwork network = new(this, roots, _table);
        Network = network;
        Sensors = new LinuxSensors(roots);
        LinuxNvidia nvidia = new(roots, roots is { IsLocalSys: true, IsLocalProc: true } ? Nvml.OfLinux : null);
        LinuxProcesses processes = new(this, roots, network, nvidia, _table, options);
        Processes = processes;
        Gpus = new LinuxGpus(this, roots, processes, nvidia);
        Cgroups = new LinuxCgroups(this, roots);
        Energy = new LinuxEnergy(this, roots.Sys);
    }

    public LinuxRoots Roots { get; }

    public override TimeProvider TimeProvider { get; }

    public override Cpu Cpu { get; }

    public override Memory Memory { get; }

    public override Disks Disks { get; }

    public override Network Network { get; }

    public override Sensors Sensors { get; }

    public override Gpus Gpus { get; }

    public override Processes Processes { get; }

    public override Cgroups Cgroups { get; }

    public override Energy Energy { get; }

    public override DateTimeOffset GetBootTime() => LinuxBootTime.Read(Roots);

    public override IReadOnlyList<UserSession> GetUserSessions() => LinuxUsers.Read(Roots);

    public override MachineLimits GetLimits() => LinuxLimits.Read(Roots);

    public override MachineHardware GetHardware() => LinuxHardware.Read(Roots);

    public override MachineVirtualization GetVirtualization()
    {
        ContainerKind container = LinuxContainer.Find(Roots, Processes, out bool? isPod);
        return new MachineVirtualization
        {
            VirtualMachine = LinuxVirtualMachine.Find(Roots),
            Container = container,
            IsKubernetesPod = isPod,
        };
    }

    protected override void Dispose(bool disposing)
    {
        _table.Dispose();
        Roots.Dispose();
        base.Dispose(disposing);
    }
}
