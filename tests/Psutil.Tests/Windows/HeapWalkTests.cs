using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Tests.Windows;

/// <summary>A walk through a heap that other threads change meanwhile.</summary>
public class HeapWalkTests
{
    private int _walks;

    [Fact]
    public void UsedBlocksAreAddedUp()
    {
        Assert.Equal(4 + 16, HeapWalk.CountUsed(Heap(failures: 0, Used(4), Free(8), Used(16)), out int result));
        Assert.Equal(Ucrtbase.HeapHasEnded, result);
        Assert.Equal(0, HeapWalk.CountUsed(Heap(failures: 0), out _));
        Assert.Equal(0, HeapWalk.CountUsed(static (ref HeapBlock _) => Ucrtbase.HeapIsEmpty, out _));
    }

    [Fact]
    public void AWalkThatFailsIsNotTakenForTheEnd()
    {
        Assert.Equal(4 + 16, HeapWalk.CountUsed(Heap(failures: 3, Used(4), Free(8), Used(16)), out _));
        Assert.Equal(4, _walks);
    }

    [Fact]
    public void AHeapThatAlwaysFailsIsUnknown()
    {
        Assert.Null(HeapWalk.CountUsed(Heap(failures: int.MaxValue, Used(4), Used(8)), out int result));
        Assert.Equal(Ucrtbase.HeapHasBadNode, result);
    }

    [Fact]
    public void A32BitProcessIsRefused()
    {
        PsutilNotSupportedException refusal = Assert.Throws<PsutilNotSupportedException>(() => WindowsMachine.RefuseAddressesOf(4));
        Assert.Contains("64-bit", refusal.Message, StringComparison.Ordinal);
        WindowsMachine.RefuseAddressesOf(8);
    }

    private static HeapBlock Used(nuint size) => new() { Size = size, Use = 1 };

    private static HeapBlock Free(nuint size) => new() { Size = size };

    /// <summary>A heap of blocks whose first walks fail at the second block, as if that had been freed.</summary>
    private HeapWalk.Step Heap(int failures, params HeapBlock[] blocks) =>
        (ref HeapBlock block) =>
        {
            int index = (int)block.Address;
            _walks += index == 0 ? 1 : 0;
            if (index == 1 && _walks <= failures)
            {
                return Ucrtbase.HeapHasBadNode;
            }

            if (index == blocks.Length)
            {
                return Ucrtbase.HeapHasEnded;
            }

            block = blocks[index];
            block.Address = (nuint)index + 1;
            return Ucrtbase.HeapGoesOn;
        };
}
