using Psutil.Tool.Top;

namespace Psutil.Tool.Tests.Top;

public class SteadyMemoryTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void ItCollectsWhenAsMuchWasAllocatedAsIsUsed()
    {
        long allocated = 0;
        int collections = 0;
        SteadyMemory memory = new(
            () => allocated,
            () =>
            {
                collections++;
                return 5 * Megabyte;
            }
        );
        Assert.False(memory.OnRefreshed());
        allocated = 2 * Megabyte;
        Assert.True(memory.OnRefreshed());
        allocated = 6 * Megabyte;
        Assert.False(memory.OnRefreshed());
        allocated = 7 * Megabyte;
        Assert.True(memory.OnRefreshed());
        Assert.Equal(2, collections);
    }

    [Fact]
    public void WhereHardlyAnythingIsUsedItStillWaits()
    {
        long allocated = 2 * Megabyte;
        SteadyMemory memory = new(() => allocated, () => 100);
        Assert.True(memory.OnRefreshed());
        allocated += Megabyte;
        Assert.False(memory.OnRefreshed());
    }
}
