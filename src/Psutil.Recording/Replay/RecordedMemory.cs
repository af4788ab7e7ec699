namespace Psutil.Recording;

internal sealed class RecordedMemory(RecordedMachine machine) : Memory
{
    public override VirtualMemory GetVirtual() => MemoryRows.VirtualOf(machine.ReadRow(MemoryRows.Virtual));

    public override SwapMemory GetSwap() => MemoryRows.SwapOf(machine.ReadRow(MemoryRows.Swap));

    public override PressureStall? GetPressure() => PressureFields.Of(machine.ReadRow(MemoryRows.Pressure), ReadingFields.FirstValue);
}
