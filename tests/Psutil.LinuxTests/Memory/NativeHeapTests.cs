using System.Runtime.InteropServices;
using Psutil.LinuxTests.Abi;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests;

public unsafe class NativeHeapTests
{
    [Fact]
    public void WhatIsAllocatedShows()
    {
        Assert.SkipWhen(Machine.Local.Memory.GetNativeHeap() is null, "this C library does not tell");
        const int Size = 64 << 20;
        long before = Machine.Local.Memory.GetNativeHeap()!.Value.MappedUsed;
        void* block = NativeMemory.Alloc(Size);
        long during = Machine.Local.Memory.GetNativeHeap()!.Value.MappedUsed;
        NativeMemory.Free(block);
        Assert.InRange(during - before, Size, 2 * Size);
        Assert.True(Machine.Local.Memory.GetNativeHeap()!.Value.MappedUsed < during);
        Assert.True(Machine.Local.Memory.GetNativeHeap()!.Value.HeapUsed > 0);
        Assert.NotNull(Machine.Local.Memory.TrimNativeHeap());
    }

    [Fact]
    public void TheStructureIsThatOfTheHeaders()
    {
        IReadOnlyDictionary<string, long> c = CHeaders.Evaluate(
            "malloc.h",
            "sizeof(struct mallinfo2)",
            "offsetof(struct mallinfo2, uordblks)",
            "offsetof(struct mallinfo2, hblkhd)"
        );
        MallocInformation information = default;
        Assert.Equal(c["sizeof(struct mallinfo2)"], sizeof(MallocInformation));
        Assert.Equal(c["offsetof(struct mallinfo2, uordblks)"], (byte*)&information.Used - (byte*)&information);
        Assert.Equal(c["offsetof(struct mallinfo2, hblkhd)"], (byte*)&information.Mapped - (byte*)&information);
    }
}
