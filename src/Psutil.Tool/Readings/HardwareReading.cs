namespace Psutil.Tool.Readings;

/// <summary>One reading of what the machine is. A value that could not be read is null, and among the gaps.</summary>
internal sealed record HardwareReading
{
    public const string PlaceOfTopology = "hardware.cpu";

    public required MachineHardware? Names { get; init; }

    public required MachineVirtualization? Virtualization { get; init; }

    public required CpuTopology? Topology { get; init; }

    public static HardwareReading Take(Machine machine, Gaps gaps) =>
        new()
        {
            Names = gaps.Read("hardware.names", machine.GetHardware),
            Virtualization = gaps.ReadValue("hardware.virtualization", machine.GetVirtualization),
            Topology = gaps.Read(PlaceOfTopology, machine.Cpu.GetTopology),
        };
}
