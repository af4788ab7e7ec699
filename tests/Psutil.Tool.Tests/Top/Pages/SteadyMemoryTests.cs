using Psutil.Tool.Top;

namespace Psutil.Tool.Tests.Top;

public class SteadyMemoryTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void ItCollectsWhenAQuarterAsMuchWasAllocatedAsIsUsed()
    {
        long allocated = 0;
        int collections = 0;
        int letGo = 0;
        SteadyMemory memory = new(
            () => allocated,
            () =>
            {
                collections++;
                return 8 * Megabyte;
            },
            () => letGo++
        );
        Assert.False(memory.OnRefreshed());
        allocated = Megabyte;
        Assert.True(memory.OnRefreshed());
        allocated = 2 * Megabyte;
        Assert.False(memory.OnRefreshed());
        allocated = 3 * Megabyte;
        Assert.True(memory.OnRefreshed());
        for (int round = 0; round < 5; round++)
        {
            allocated += 2 * Megabyte;
            Assert.True(memory.OnRefreshed());
        }

        Assert.Equal((7, 0), (collections, letGo));
    }

    [Fact]
    public void AfterTheStartItCollectsOnceAndLetsGoOfWhatOnlyTheStartNeeded()
    {
        int collections = 0;
        int letGo = 0;
        SteadyMemory memory = new(() => 0, () => ++collections, () => letGo++);
        for (int refresh = 1; refresh <= 100; refresh++)
        {
            Assert.Equal(refresh == 10, memory.OnRefreshed());
        }

        Assert.Equal((1, 1), (collections, letGo));
    }

    [Fact]
    public void WhereHardlyAnythingIsUsedItStillWaits()
    {
        long allocated = 2 * Megabyte;
        SteadyMemory memory = new(() => allocated, () => 100, () => { });
        Assert.True(memory.OnRefreshed());
        allocated += Megabyte - 1;
        Assert.False(memory.OnRefreshed());
    }
}
