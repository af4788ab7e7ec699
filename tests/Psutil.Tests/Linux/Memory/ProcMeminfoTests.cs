using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcMeminfoTests
{
    private const long KiB = 1024;

    [Fact]
    public void EveryLineOfInterestIsReadInBytes()
    {
        ProcMeminfo info = ProcMeminfo.Parse(Encoding.UTF8.GetBytes(ProcMeminfoCaptures.Linux415), out string? malformed);
        Assert.Null(malformed);
        Assert.Equal(16318480 * KiB, info.Total);
        Assert.Equal(4210104 * KiB, info.Free);
        Assert.Equal(10210104 * KiB, info.Available);
        Assert.Equal(512000 * KiB, info.Buffers);
        Assert.Equal(5400000 * KiB, info.Cached);
        Assert.Equal(6900000 * KiB, info.Active);
        Assert.Equal(4000000 * KiB, info.Inactive);
        Assert.Equal(2000000 * KiB, info.ActiveFile);
        Assert.Equal(3700000 * KiB, info.InactiveFile);
        Assert.Equal(240000 * KiB, info.Shared);
        Assert.Equal(700000 * KiB, info.Slab);
        Assert.Equal(500000 * KiB, info.SlabReclaimable);
        Assert.Equal(2097148 * KiB, info.SwapTotal);
        Assert.Equal(2097148 * KiB, info.SwapFree);
    }

    [Fact]
    public void LinesThatAreNotThereAreNull()
    {
        ProcMeminfo info = ProcMeminfo.Parse(Encoding.UTF8.GetBytes(ProcMeminfoCaptures.Linux2618), out string? malformed);
        Assert.Null(malformed);
        Assert.Equal(1026064 * KiB, info.Total);
        Assert.Null(info.Available);
        Assert.Null(info.ActiveFile);
        Assert.Null(info.Shared);
        Assert.Null(info.SlabReclaimable);
        Assert.Equal(2064300 * KiB, info.SwapFree);
    }

    [Fact]
    public void ALineNeedsNoSpaceBehindItsColon()
    {
        ProcMeminfo info = ProcMeminfo.Parse("MemTotal:10373888 kB\nShadowCallStack:1 kB\n"u8, out string? malformed);
        Assert.Equal(10373888 * KiB, info.Total);
        Assert.Null(malformed);
    }

    [Theory]
    [InlineData("Cached:\n")]
    [InlineData("Cached: kB\n")]
    [InlineData("Cached: x kB\n")]
    [InlineData("Cached: -5 kB\n")]
    [InlineData("Cached: 5\n")]
    [InlineData("Cached: 5 MB\n")]
    [InlineData("Cached: 9223372036854775807 kB\n")]
    [InlineData("Cached: 99999999999999999999 kB\n")]
    public void AValueThatIsNoneIsNullAndNamed(string line)
    {
        ProcMeminfo info = ProcMeminfo.Parse(Encoding.UTF8.GetBytes($"MemTotal: 4 kB\n{line}MemFree: 2 kB\n"), out string? malformed);
        Assert.Null(info.Cached);
        Assert.Equal("Cached", malformed);
        Assert.Equal(2 * KiB, info.Free);
    }

    [Theory]
    [InlineData("Slab")]
    [InlineData("Shmem")]
    [InlineData("Cached")]
    [InlineData("Active")]
    [InlineData("MemFree")]
    [InlineData("Buffers")]
    [InlineData("MemTotal")]
    [InlineData("Inactive")]
    [InlineData("SwapFree")]
    [InlineData("SwapTotal")]
    [InlineData("MemAvailable")]
    [InlineData("Active(file)")]
    [InlineData("SReclaimable")]
    [InlineData("Hugepagesize")]
    [InlineData("HugePages_Free")]
    [InlineData("HugePages_Rsvd")]
    [InlineData("HugePages_Surp")]
    [InlineData("HugePages_Total")]
    [InlineData("Inactive(file)")]
    public void EveryLineThatIsMalformedIsNamed(string name)
    {
        ProcMeminfo.Parse(Encoding.UTF8.GetBytes($"{name}: x kB\n"), out string? malformed);
        Assert.Equal(name, malformed);
    }

    [Fact]
    public void NothingAndTheMostAreSizes()
    {
        ProcMeminfo info = ProcMeminfo.Parse("Buffers: 0 kB\nCached: 9007199254740991 kB\n"u8, out string? malformed);
        Assert.Null(malformed);
        Assert.Equal(0, info.Buffers);
        Assert.Equal(9007199254740991 * KiB, info.Cached);
        Assert.Null(ProcMeminfo.Parse("Cached: 9007199254740992 kB\n"u8, out malformed).Cached);
        Assert.Equal("Cached", malformed);
    }

    [Theory]
    [InlineData("7 kB", 7 * KiB)]
    [InlineData("0 kB", 0L)]
    [InlineData("-5 kB", 0L)]
    [InlineData("18446744073709551611 kB", 0L)]
    [InlineData("0 MB", null)]
    [InlineData("x kB", null)]
    public void ANegativeRestIsNothing(string value, long? bytes)
    {
        ProcMeminfo info = ProcMeminfo.Parse(Encoding.UTF8.GetBytes($"MemFree: {value}\n"), out string? malformed);
        Assert.Equal(bytes, info.Free);
        Assert.Equal(bytes is null ? "MemFree" : null, malformed);
    }

    [Fact]
    public void TheHugePagesAreNumbersOfPages()
    {
        ReadOnlySpan<byte> text =
            "HugePages_Total:      16\nHugePages_Free:        9\nHugePages_Rsvd:        2\nHugePages_Surp:        1\nHugepagesize:       2048 kB\n"u8;
        HugePages? pages = ProcMeminfo.Parse(text, out string? malformed).GetHugePages();
        Assert.Null(malformed);
        Assert.Equal(
            new HugePages
            {
                Total = 16,
                Free = 9,
                Reserved = 2,
                Surplus = 1,
                PageSize = 2048 * KiB,
            },
            pages
        );
        Assert.Null(ProcMeminfo.Parse("HugePages_Total: -1\nHugePages_Free: 3\n"u8, out malformed).GetHugePages());
        Assert.Equal("HugePages_Total", malformed);
    }

    [Fact]
    public void NothingThrows() => HostileInput.NeverThrows(ProcMeminfoCaptures.Linux310, bytes =>
        {
            ProcMeminfo info = ProcMeminfo.Parse(bytes, out _);
            AvailableMemory.Estimate(info, 1, 1);
        });

    [Fact]
    public void TheEstimateKeepsHalfOfTheCachesAtMostTheWatermark()
    {
        ProcMeminfo info = ProcMeminfo.Parse(Encoding.UTF8.GetBytes(ProcMeminfoCaptures.Linux310), out _);
        long low = 12004 * 4096;

        // free - low + (file pages - low) + (slab - low): both halves are larger than the watermark of 48016 KiB.
        long expected = (1000000L + 1500000 + 1700000 + 300000 - (3 * 48016)) * KiB;
        Assert.Equal(expected, AvailableMemory.Estimate(info, info.Free!.Value, low));

        // A watermark of 400000 KiB is more than half of the slab, and less than half of the pages.
        expected = (1000000L - 400000 + (3200000 - 400000) + 150000) * KiB;
        Assert.Equal(expected, AvailableMemory.Estimate(info, info.Free.Value, 400000 * KiB));
    }

    [Fact]
    public void OfAPageCacheBelowTwiceTheWatermarkHalfIsKept()
    {
        ProcMeminfo info = new()
        {
            ActiveFile = 50,
            InactiveFile = 50,
            SlabReclaimable = 0,
        };
        Assert.Equal(1000 - 100 + 50, AvailableMemory.Estimate(info, 1000, 100));
    }

    [Fact]
    public void TheEstimateIsNeverBelowZero()
    {
        ProcMeminfo info = new()
        {
            ActiveFile = 0,
            InactiveFile = 0,
            SlabReclaimable = 0,
        };
        Assert.Equal(0, AvailableMemory.Estimate(info, 100, 5000));
    }

    [Fact]
    public void WithoutFilePagesOrWatermarksFreeMemoryAndThePageCacheAreTheGuess()
    {
        ProcMeminfo info = new()
        {
            Cached = 50,
            ActiveFile = 10,
            InactiveFile = 10,
        };
        Assert.Equal(150, AvailableMemory.Estimate(info, 100, 5));
        info.SlabReclaimable = 1;
        Assert.Equal(150, AvailableMemory.Estimate(info, 100, null));
        Assert.Equal(100, AvailableMemory.Estimate(default, 100, null));
    }
}
