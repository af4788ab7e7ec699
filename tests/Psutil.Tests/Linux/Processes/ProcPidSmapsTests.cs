using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidSmapsTests
{
    private const string Smaps = """
        55c4a1a3d000-55c4a1a6c000 r--p 00000000 fe:00 262373                     /usr/bin/ba sh
        Size:                188 kB
        KernelPageSize:        4 kB
        Rss:                 184 kB
        Pss:                  62 kB
        Pss_Dirty:             8 kB
        Shared_Clean:        180 kB
        Shared_Dirty:          0 kB
        Private_Clean:         0 kB
        Private_Dirty:         4 kB
        Referenced:          184 kB
        Anonymous:             4 kB
        LazyFree:              0 kB
        Private_Hugetlb:    2048 kB
        Swap:                 16 kB
        SwapPss:               8 kB
        Locked:                0 kB
        THPeligible:           0
        VmFlags: rd mr mw me sd
        7ffe0d5f5000-7ffe0d616000 rw-p 00000000 00:00 0
        Size:                132 kB
        Rss:                  24 kB
        Pss:                  24 kB
        Private_Clean:         0 kB
        Private_Dirty:        24 kB
        7ffe0d7d8000-7ffe0d7da000 r-xp 00000000 00:00 0                          [vdso]
        Size:                  8 kB
        Rss:                   4 kB

        """;

    [Fact]
    public void RegionsAreReadWithWhatTheKernelTells()
    {
        Assert.True(ProcPidSmaps.TryParseMaps(Encoding.UTF8.GetBytes(Smaps), out List<ProcessMemoryMap> maps, out _));
        Assert.Equal(["/usr/bin/ba sh", "[anon]", "[vdso]"], maps.Select(map => map.Path));
        Assert.Equal(
            new ProcessMemoryMap
            {
                Path = "/usr/bin/ba sh",
                Address = "55c4a1a3d000-55c4a1a6c000",
                Permissions = "r--p",
                Size = 188 * 1024,
                Rss = 184 * 1024,
                Pss = 62 * 1024,
                SharedClean = 180 * 1024,
                SharedDirty = 0,
                PrivateClean = 0,
                PrivateDirty = 4 * 1024,
                Referenced = 184 * 1024,
                Anonymous = 4 * 1024,
                Swap = 16 * 1024,
            },
            maps[0]
        );
        Assert.Null(maps[2].Pss);
        Assert.Null(maps[2].Swap);
    }

    [Fact]
    public void TheRegionsOfOneFileShareItsPath()
    {
        const string Regions = """
            1000-2000 r--p 00000000 08:02 5 /usr/lib/café.so
            Size: 4 kB
            Rss: 4 kB
            3000-4000 r-xp 00000000 08:02 6 /usr/lib/libc.so.6
            Size: 4 kB
            Rss: 4 kB
            5000-6000 rw-s 00000000 08:02 6 /usr/lib/libc.so.6
            Size: 4 kB
            Rss: 4 kB

            """;
        Assert.True(ProcPidSmaps.TryParseMaps(Encoding.UTF8.GetBytes(Regions), out List<ProcessMemoryMap> maps, out _));
        Assert.Equal(["/usr/lib/café.so", "/usr/lib/libc.so.6", "/usr/lib/libc.so.6"], maps.Select(map => map.Path));
        Assert.Equal(["r--p", "r-xp", "rw-s"], maps.Select(map => map.Permissions));
        Assert.Same(maps[1].Path, maps[2].Path);
    }

    [Fact]
    public void TheFootprintSumsAllRegions()
    {
        Assert.True(ProcPidSmaps.TryParseFootprint(Encoding.UTF8.GetBytes(Smaps), out ProcessMemoryFootprint footprint, out _));
        Assert.Equal(
            new ProcessMemoryFootprint
            {
                Uss = (4 + 2048 + 24) * 1024,
                Pss = (62 + 24) * 1024,
                Swap = 16 * 1024,
            },
            footprint
        );
    }

    [Fact]
    public void TheRollupIsReadAlike()
    {
        Assert.True(
            ProcPidSmaps.TryParseFootprint(
                """
            55c4a1a3d000-7ffe0d7da000 ---p 00000000 00:00 0                          [rollup]
            Rss:                5160 kB
            Pss:                2345 kB
            Pss_Anon:           1764 kB
            Shared_Clean:       3300 kB
            Private_Clean:       100 kB
            Private_Dirty:      1764 kB
            Swap:                  0 kB
            SwapPss:               0 kB
            Private_Hugetlb:       0 kB

            """u8,
                out ProcessMemoryFootprint footprint,
                out _
            )
        );
        Assert.Equal(
            new ProcessMemoryFootprint
            {
                Uss = 1864 * 1024,
                Pss = 2345 * 1024,
                Swap = 0,
            },
            footprint
        );
    }

    [Fact]
    public void AProcessWithoutMemoryHasAFootprintOfZero()
    {
        Assert.True(ProcPidSmaps.TryParseFootprint([], out ProcessMemoryFootprint footprint, out _));
        Assert.Equal(
            new ProcessMemoryFootprint
            {
                Uss = 0,
                Pss = 0,
                Swap = 0,
            },
            footprint
        );
        Assert.True(ProcPidSmaps.TryParseMaps([], out List<ProcessMemoryMap> maps, out _));
        Assert.Empty(maps);
    }

    [Fact]
    public void WhatTheKernelDoesNotReportIsUnknownRatherThanZero()
    {
        Assert.True(
            ProcPidSmaps.TryParseFootprint("Private_Clean: 4 kB\nPrivate_Dirty: 4 kB\n"u8, out ProcessMemoryFootprint footprint, out _)
        );
        Assert.Equal(new ProcessMemoryFootprint { Uss = 8192 }, footprint);
    }

    [Theory]
    [InlineData("garbage", "address")]
    [InlineData("00400000-00452000 r-xp 0 8:2 1 /x\nRss: 4 kB\n", "Size")]
    [InlineData("00400000-00452000 r-xp 0 8:2 1 /x\nSize: 4 kB\nRss: 99999999999999999999 kB\n", "Rss")]
    [InlineData("00400000-00452000 r-xp", "address")]
    public void AMalformedRegionNamesTheField(string text, string field)
    {
        Assert.False(ProcPidSmaps.TryParseMaps(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void GroupingSumsByPathAndKeepsWhatIsUnknownUnknown()
    {
        ProcessMemoryMap[] maps =
        [
            new()
            {
                Path = "/lib",
                Address = "1-2",
                Permissions = "r--p",
                Size = 10,
                Rss = 5,
                Pss = 1,
            },
            new()
            {
                Path = "[heap]",
                Address = "3-4",
                Permissions = "rw-p",
                Size = 7,
                Rss = 7,
            },
            new()
            {
                Path = "/lib",
                Address = "5-6",
                Permissions = "r-xp",
                Size = 20,
                Rss = 6,
                Swap = 3,
            },
        ];
        Assert.Equal(
            [
                new ProcessMemoryMap
                {
                    Path = "/lib",
                    Size = 30,
                    Rss = 11,
                    Pss = 1,
                    Swap = 3,
                },
                new ProcessMemoryMap
                {
                    Path = "[heap]",
                    Size = 7,
                    Rss = 7,
                },
            ],
            ProcessMemoryMap.Group(maps)
        );
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = ProcPidSmaps.TryParseFootprint(bytes, out _, out _);
                _ = ProcPidSmaps.TryParseMaps(bytes, out _, out _);
            });
}
