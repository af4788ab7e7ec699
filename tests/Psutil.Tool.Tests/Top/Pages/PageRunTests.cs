using System.Runtime.InteropServices;
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

    // As linux/userfaultfd.h and elf.h have them; the number of a request holds the size of its structure, too.
    [Fact]
    public void TheStructuresAreTheKernels()
    {
        Assert.Equal(24, Marshal.SizeOf<ProgramPages.Agreement>());
        Assert.Equal(32, Marshal.SizeOf<ProgramPages.Registration>());
        Assert.Equal(56, Marshal.SizeOf<ProgramPages.SegmentHeader>());
        Assert.Equal(8, Marshal.OffsetOf<ProgramPages.Agreement>("Features"));
        Assert.Equal(16, Marshal.OffsetOf<ProgramPages.Registration>("Mode"));
        Assert.Equal(16, Marshal.OffsetOf<ProgramPages.SegmentHeader>("Address"));
        Assert.Equal(32, Marshal.OffsetOf<ProgramPages.SegmentHeader>("SizeInFile"));
        Assert.Equal(24u, (ProgramPages.Agree >> 16) & 0x3FFF);
        Assert.Equal(32u, (ProgramPages.Register >> 16) & 0x3FFF);
    }
}
