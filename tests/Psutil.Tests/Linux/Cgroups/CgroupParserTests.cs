using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CgroupParserTests
{
    private const string CpuStatV2 = """
        usage_usec 38462170000
        user_usec 30000000000
        system_usec 8462170000
        core_sched.force_idle_usec 0
        nr_periods 12
        nr_throttled 3
        throttled_usec 450000
        nr_bursts 0
        burst_usec 0
        """;

    private const string IOStat = """
        8:16 rbytes=1459200 wbytes=314773504 rios=192 wios=353 dbytes=0 dios=0
        8:0 rbytes=90430464 wbytes=299008000 rios=8950 wios=1252 dbytes=50331648 dios=3021 cost.usage=1 cost.wait=2
        7:0 
        253:1 rbytes=1 rbytes=x
        """;

    private const string Blkio = """
        8:0 Read 4096
        8:0 Write 8192
        8:0 Sync 8192
        8:0 Async 4096
        8:0 Discard 0
        8:0 Total 12288
        8:16 Read 1
        8:16 Total 1
        Total 12289
        """;

    [Fact]
    public void CpuStatOfVersion2() =>
        Assert.Equal(
            new CgroupCpuStat(
                TimeSpan.FromSeconds(38462.17),
                TimeSpan.FromSeconds(30000),
                TimeSpan.FromSeconds(8462.17),
                12,
                3,
                TimeSpan.FromSeconds(0.45)
            ),
            CgroupCpuStat.Parse(Bytes(CpuStatV2))
        );

    [Fact]
    public void CpuStatOfVersion1IsInNanoseconds() =>
        Assert.Equal(
            new CgroupCpuStat(null, null, null, 7, 2, TimeSpan.FromSeconds(1.5)),
            CgroupCpuStat.Parse("nr_periods 7\nnr_throttled 2\nthrottled_time 1500000000\n"u8)
        );

    [Fact]
    public void WhatIsNotACounterIsUnknown() =>
        Assert.Equal(
            new CgroupCpuStat(null, null, null, null, null, TimeSpan.MaxValue),
            CgroupCpuStat.Parse("usage_usec -1\nuser_usec\nnr_periods x\nthrottled_usec 9223372036854775807\n"u8)
        );

    [Fact]
    public void MemoryStatOfBothVersions()
    {
        ReadOnlySpan<byte> text = "anon 10\nfile 20\nkernel 30\nshmem 5\nslab 8\ninactive_file 3\nrss 99\ntotal_rss 11\ntotal_swap 12\n"u8;
        CgroupMemoryStat two = CgroupMemoryStat.Parse(text, isV1: false);
        Assert.Equal((10, 20, 30, 5, 8, 3, null), (two.Anonymous, two.File, two.Kernel, two.Shared, two.Slab, two.InactiveFile, two.Swap));
        CgroupMemoryStat one = CgroupMemoryStat.Parse(text, isV1: true);
        Assert.Equal((11, null, null, 12L), (one.Anonymous, one.File, one.Kernel, one.Swap));
    }

    [Fact]
    public void IOStatHasTheDevicesThatDidSomething()
    {
        List<CgroupDeviceIO> devices = CgroupIOStat.Parse(Bytes(IOStat), most: 10);
        Assert.Equal(
            [
                new CgroupDeviceIO
                {
                    Number = "8:16",
                    ReadBytes = 1459200,
                    WriteBytes = 314773504,
                    ReadCount = 192,
                    WriteCount = 353,
                    DiscardBytes = 0,
                },
                new CgroupDeviceIO
                {
                    Number = "8:0",
                    ReadBytes = 90430464,
                    WriteBytes = 299008000,
                    ReadCount = 8950,
                    WriteCount = 1252,
                    DiscardBytes = 50331648,
                },
                new CgroupDeviceIO { Number = "253:1", ReadBytes = 1 },
            ],
            devices
        );
        Assert.Single(CgroupIOStat.Parse(Bytes(IOStat), most: 1));
    }

    [Fact]
    public void BlkioHasALineForEachKindAndDevice()
    {
        List<CgroupBlkioStat.Amounts> devices = CgroupBlkioStat.Parse(Bytes(Blkio), most: 10);
        Assert.Equal([new(new(8, 0), 4096, 8192, 0), new(new(8, 16), 1, null, null)], devices);
        Assert.Single(CgroupBlkioStat.Parse(Bytes(Blkio), most: 1));
    }

    [Fact]
    public void HostileBytesNeverThrow()
    {
        HostileInput.NeverThrows(CpuStatV2, bytes => CgroupCpuStat.Parse(bytes));
        HostileInput.NeverThrows("anon 1\nfile 2\ntotal_rss 3\n", bytes => CgroupMemoryStat.Parse(bytes, isV1: bytes.Length % 2 == 0));
        HostileInput.NeverThrows(IOStat, bytes =>
            Assert.All(CgroupIOStat.Parse(bytes, 3), device => Assert.True(device.ReadBytes is not < 0))
        );
        HostileInput.NeverThrows(Blkio, bytes =>
            Assert.All(CgroupBlkioStat.Parse(bytes, 3), device => Assert.True(device.Read is not < 0))
        );
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
