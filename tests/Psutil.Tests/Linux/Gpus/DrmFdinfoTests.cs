using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>The keys as drivers write them (Documentation/gpu/drm-usage-stats.rst and each driver's own page).</summary>
public class DrmFdinfoTests
{
    public const string Amdgpu =
        "pos:\t0\nflags:\t02100002\nmnt_id:\t26\nino:\t420\ndrm-driver:\tamdgpu\ndrm-client-id:\t48\ndrm-pdev:\t0000:03:00.0\npasid:\t32771\n"
        + "drm-memory-vram:\t524288 KiB\ndrm-memory-gtt: \t8192 KiB\ndrm-memory-cpu: \t1024 KiB\namd-requested-vram:\t600000 KiB\n"
        + "drm-engine-gfx:\t7000000000 ns\ndrm-engine-compute:\t500000000 ns\ndrm-engine-dec:\t0 ns\n";

    public const string I915 =
        "pos:\t0\nflags:\t0100002\nmnt_id:\t26\nino:\t458\ndrm-driver:\ti915\ndrm-client-id:\t16\ndrm-pdev:\t0000:00:02.0\n"
        + "drm-total-system0:\t125 MiB\ndrm-shared-system0:\t16 MiB\ndrm-active-system0:\t110 MiB\ndrm-resident-system0:\t120 MiB\n"
        + "drm-purgeable-system0:\t2 MiB\ndrm-total-stolen-system0:\t0\ndrm-engine-render:\t25662044495 ns\ndrm-engine-copy:\t0 ns\n"
        + "drm-engine-video:\t0 ns\ndrm-engine-capacity-video:\t2\ndrm-engine-video-enhance:\t0 ns\n";

    public const string Xe =
        "pos:\t0\nflags:\t0100002\ndrm-driver:\txe\ndrm-client-id:\t9\ndrm-pdev:\t0000:04:00.0\ndrm-total-system:\t0\n"
        + "drm-total-gtt:\t192 KiB\ndrm-resident-gtt:\t192 KiB\ndrm-total-vram0:\t23992 KiB\ndrm-shared-vram0:\t16 MiB\n"
        + "drm-resident-vram0:\t23000 KiB\ndrm-cycles-rcs:\t28257900\ndrm-total-cycles-rcs:\t7655183225\n"
        + "drm-cycles-ccs:\t0\ndrm-total-cycles-ccs:\t7655183225\ndrm-engine-capacity-ccs:\t4\n";

    [Fact]
    public void OfAnAmdGpu()
    {
        DrmFdinfo client = Parse(Amdgpu);
        Assert.Equal(("amdgpu", "0000:03:00.0", 48UL), (client.Driver, client.PciAddress, client.ClientId!.Value));
        Assert.Equal((512L << 20, 9L << 20), (client.Memory, client.SharedMemory));
        Assert.Equal(["compute", "dec", "gfx"], client.Engines.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new GpuEngine { BusyTime = TimeSpan.FromSeconds(7) }, client.Engines["gfx"]);
        Assert.Equal(new GpuEngine { BusyTime = TimeSpan.Zero }, client.Engines["dec"]);
    }

    [Fact]
    public void OfAnIntelGpuThatHasNoMemoryOfItsOwn()
    {
        DrmFdinfo client = Parse(I915);
        Assert.Null(client.Memory);

        // 'resident' counts before 'total'; a region that has only the latter counts with it.
        Assert.Equal(120L << 20, client.SharedMemory);
        Assert.Equal(new GpuEngine { BusyTime = TimeSpan.Zero, Capacity = 2 }, client.Engines["video"]);
        Assert.Equal(TimeSpan.FromTicks(256620444), client.Engines["render"].BusyTime);
    }

    [Fact]
    public void OfAnIntelCardThatCountsCycles()
    {
        DrmFdinfo client = Parse(Xe);
        Assert.Equal((23000L << 10, 192L << 10), (client.Memory, client.SharedMemory));
        Assert.Equal(new GpuEngine { BusyCycles = 28257900, TotalCycles = 7655183225 }, client.Engines["rcs"]);
        Assert.Equal(4, client.Engines["ccs"].Capacity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pos:\t0\nflags:\t0100002\nmnt_id:\t26\n")]
    [InlineData("drm-client-id:\t9\ndrm-engine-gfx:\t5 ns\n")]
    [InlineData("drm-driver:\t\ndrm-client-id:\t9\n")]
    public void WhatIsNoClientIsNone(string text) => Assert.False(DrmFdinfo.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("drm-engine-gfx:\t-5 ns\n")]
    [InlineData("drm-engine-gfx:\t5 ms\n")]
    [InlineData("drm-engine-gfx:\t5\n")]
    [InlineData("drm-engine-gfx:\t99999999999999999999 ns\n")]
    [InlineData("drm-engine-:\t5 ns\n")]
    [InlineData("drm-engine-capacity-gfx:\t0\n")]
    [InlineData("drm-cycles-gfx:\t5 ns\n")]
    [InlineData("drm-memory-vram:\t5 pages\n")]
    [InlineData("drm-memory-vram:\t-5 KiB\n")]
    [InlineData("drm-memory-vram:\tmany KiB\n")]
    public void AValueThatIsNoneIsLeftOut(string line)
    {
        DrmFdinfo client = Parse("drm-driver:\tx\ndrm-client-id:\tseven\n" + line);
        Assert.Empty(client.Engines);
        Assert.Equal((null, null, null), (client.Memory, client.SharedMemory, client.ClientId));
    }

    [Fact]
    public void AnAmountThatDoesNotFitIsTheLargest() =>
        Assert.Equal(long.MaxValue, Parse("drm-driver:\tx\ndrm-memory-vram:\t9223372036854775807 GiB\n").Memory);

    [Fact]
    public void NoDriverHasAMillionEngines() =>
        Assert.True(
            Parse(
                "drm-driver:\tx\n" + string.Concat(Enumerable.Range(0, 10_000).Select(number => $"drm-engine-e{number}:\t1 ns\n"))
            ).Engines.Count < 100
        );

    [Theory]
    [InlineData(Amdgpu)]
    [InlineData(I915)]
    [InlineData(Xe)]
    public void NoBytesMakeItThrow(string text) => HostileInput.NeverThrows(text, bytes =>
        {
            if (DrmFdinfo.TryParse(bytes, out DrmFdinfo? client))
            {
                _ = (client.Memory, client.SharedMemory, client.Engines.Count);
            }
        });

    private static DrmFdinfo Parse(string text)
    {
        Assert.True(DrmFdinfo.TryParse(Encoding.UTF8.GetBytes(text), out DrmFdinfo? client));
        return client;
    }
}
