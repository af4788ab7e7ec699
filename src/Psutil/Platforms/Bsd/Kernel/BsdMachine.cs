using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Firmware;

namespace Psutil.Platforms.Bsd;

/// <summary>The common part of the machines of the BSDs and macOS. Each facet is created when it is first used.</summary>
internal abstract class BsdMachine : Machine
{
    private static readonly SysctlNode CallersPageSize = new("hw.pagesize", SysctlNumbers.CTL_HW, SysctlNumbers.HW_PAGESIZE);

    private readonly Lazy<Cpu> _cpu;
    private readonly Lazy<Memory> _memory;
    private readonly Lazy<Disks> _disks;
    private readonly Lazy<Network> _network;
    private readonly Lazy<Sensors> _sensors;
    private readonly Lazy<Processes> _processes;

    /// <param name="options">The options, without roots.</param>
    protected BsdMachine(MachineOptions options)
    {
        BsdRoots.ThrowIfAny(options);
        PageSize = new BsdPageSize(ReadPageSize);
        TimeProvider = options.TimeProvider;
        _cpu = new(CreateCpu);
        _memory = new(CreateMemory);
        _disks = new(CreateDisks);
        _network = new(CreateNetwork);
        _sensors = new(CreateSensors);
        _processes = new(() => new BsdProcesses(this, CreateProcessSource()));
    }

    public sealed override TimeProvider TimeProvider { get; }

    public sealed override Cpu Cpu => _cpu.Value;

    public sealed override Memory Memory => _memory.Value;

    public sealed override Disks Disks => _disks.Value;

    public sealed override Network Network => _network.Value;

    public sealed override Sensors Sensors => _sensors.Value;

    public sealed override Processes Processes => _processes.Value;

    private protected BsdPageSize PageSize { get; }

    public sealed override DateTimeOffset GetBootTime() =>
        ReadBootTime() ?? throw new MalformedDataException("sysctl(kern.boottime)", "tv_sec");

    /// <summary>The size of the pages in which the kernel counts.</summary>
    private protected virtual long ReadPageSize() => CallersPageSize.Get<int>();

    public sealed override MachineHardware GetHardware() => ReadFirmware().ToHardware();

    public sealed override MachineVirtualization GetVirtualization() =>
        new() { VirtualMachine = FindVirtualMachine(), Container = FindContainer() };

    /// <summary>The names of the firmware that the kernel keeps.</summary>
    private protected abstract SmbiosStrings ReadFirmware();

    private protected virtual VirtualMachineKind FindVirtualMachine() =>
        new VirtualMachineEvidence { Cpuid = CpuidAnswer.Read(), Strings = ReadFirmware() }.Decide();

    // Only FreeBSD has containers.
    private protected virtual ContainerKind FindContainer() => ContainerKind.None;

    private protected abstract Cpu CreateCpu();

    private protected abstract Memory CreateMemory();

    private protected abstract Disks CreateDisks();

    private protected abstract Network CreateNetwork();

    private protected virtual Sensors CreateSensors() => new BsdSensors();

    private protected abstract BsdProcessSource CreateProcessSource();

    /// <summary>The time in <c>kern.boottime</c>; null if it is invalid.</summary>
    private protected abstract DateTimeOffset? ReadBootTime();
}
