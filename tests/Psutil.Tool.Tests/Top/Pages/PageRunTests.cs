using Psutil.Tool.Platform;

namespace Psutil.Tool.Tests.Top.Pages;

public class PageRunTests
{
    // As the kernel wrote them: a page of a file, one that was written to (exclusively ours), one in swap, and one that is not in memory.
    private const ulong File = 0xA000000000000000;
    private const ulong Written = 0x8100000000000000;
    private const ulong Swapped = 0x4000000000000000;
    private const ulong Absent = 0;

    [Fact]
    public void OnlyPagesThatAreAsInTheirFileAreLetGo()
    {
        Assert.Equal([(0, 2), (3, 1), (6, 1)], PageRuns.OfFile([File, File, Written, File, Swapped, Absent, File]));
        Assert.Equal([(1, 2)], PageRuns.OfFile([Written, File, File]));
        Assert.Empty(PageRuns.OfFile([Written, Absent]));
        Assert.Empty(PageRuns.OfFile([]));
    }
}
