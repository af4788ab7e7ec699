namespace Psutil.Tool.Readings;

/// <summary>One reading of the memory. A value that could not be read is null, and among the gaps.</summary>
internal sealed record MemoryReading(VirtualMemory? Virtual, SwapMemory? Swap, PressureStall? Pressure)
{
    public const string PlaceOfVirtual = "memory.virtual";
    public const string PlaceOfSwap = "memory.swap";

    public static MemoryReading Take(Memory memory, Gaps gaps) =>
        new(
            gaps.Read(PlaceOfVirtual, memory.GetVirtual),
            gaps.ReadValue(PlaceOfSwap, memory.GetSwap),
            gaps.ReadValue("memory.pressure", memory.GetPressure)
        );
}
