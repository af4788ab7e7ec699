namespace Psutil.Diagnostics;

/// <summary>The memory, read once per collection.</summary>
internal sealed class SharedMemory(SharedMachine machine, Memory memory) : Memory
{
    private readonly SharedReading<VirtualMemory> _virtual = new(machine, memory.GetVirtual);
    private readonly SharedReading<SwapMemory> _swap = new(machine, memory.GetSwap);
    private readonly SharedReading<PressureStall?> _pressure = new(machine, memory.GetPressure);

    public override VirtualMemory GetVirtual() => _virtual.Get();

    public override SwapMemory GetSwap() => _swap.Get();

    public override PressureStall? GetPressure() => _pressure.Get();

    public override NativeHeapInfo? GetNativeHeap() => memory.GetNativeHeap();

    public override bool? TrimNativeHeap() => memory.TrimNativeHeap();
}
