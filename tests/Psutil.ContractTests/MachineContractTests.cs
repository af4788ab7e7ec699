using System.Runtime.InteropServices;
using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>What the library promises of the machine as a whole, tried on this one.</summary>
public unsafe class MachineContractTests() : MachineContract(LocalSubject.Instance)
{
    [Fact]
    public void ThereIsOneLocalMachine() => Assert.Same(Machine.Local, Machine.Local);

    [Fact]
    public void TheNativeHeapGrowsByWhatIsAllocated()
    {
        const int Size = 32 << 20;
        NativeHeapInfo? before = Machine.Local.Memory.GetNativeHeap();
        Assert.SkipWhen(before is null, "This C library does not tell of its heap.");
        byte* block = (byte*)NativeMemory.AllocZeroed(Size);
        NativeHeapInfo after = Machine.Local.Memory.GetNativeHeap()!.Value;
        long growth = after.HeapUsed + after.MappedUsed - before!.Value.HeapUsed - before.Value.MappedUsed;
        NativeMemory.Free(block);
        Assert.InRange(growth, Size * 9L / 10, Size * 4L);
        Assert.True(Machine.Local.Memory.TrimNativeHeap().HasValue);
    }
}
