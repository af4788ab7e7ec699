namespace Psutil.Tool.Readings;

/// <summary>One reading of a whole machine without its processes. A value that could not be read is null, and among the gaps.</summary>
internal sealed record MachineReading
{
    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset? BootTime { get; init; }

    public required CpuReading Cpu { get; init; }

    public required MemoryReading Memory { get; init; }

    public required DisksReading Disks { get; init; }

    public required InterfacesReading Interfaces { get; init; }

    public required IReadOnlyList<NetworkConnection>? Connections { get; init; }

    public required SensorsReading Sensors { get; init; }

    /// <summary>Empty if the machine has none.</summary>
    public required IReadOnlyList<Gpu>? Gpus { get; init; }

    public required IReadOnlyList<UserSession>? Users { get; init; }

    public required MachineLimits? Limits { get; init; }

    /// <summary>What the machine is; null if nobody asked: a server, which reads again and again, does not.</summary>
    public HardwareReading? Hardware { get; init; }

    public required Gaps Gaps { get; init; }

    public static MachineReading Take(TimeProvider clock, AskUsage? askOutside, Machine machine)
    {
        Gaps gaps = new();
        return new MachineReading
        {
            Time = clock.GetUtcNow(),
            BootTime = gaps.ReadValue("boot_time", machine.GetBootTime),
            Cpu = CpuReading.Take(machine.Cpu, gaps),
            Memory = MemoryReading.Take(machine.Memory, gaps),
            Disks = DisksReading.Take(askOutside, machine.Disks, gaps),
            Interfaces = InterfacesReading.Take(machine.Network, gaps),
            Connections = gaps.Read("network.connections", () => machine.Network.GetConnections(ConnectionKinds.All)),
            Sensors = SensorsReading.Take(machine.Sensors, gaps),
            Gpus = ReadGpus(machine.Gpus, gaps),
            Users = gaps.Read("users", machine.GetUserSessions),
            Limits = gaps.ReadValue("limits", machine.GetLimits),
            Hardware = HardwareReading.Take(machine, gaps),
            Gaps = gaps,
        };
    }

    // On some systems the compiler warns that there are none: the exception is recorded as a gap.
#pragma warning disable CA1416
    public static IReadOnlyList<Gpu>? ReadGpus(Gpus gpus, Gaps gaps) => gaps.Read("gpus", gpus.GetGpus);
#pragma warning restore CA1416
}
