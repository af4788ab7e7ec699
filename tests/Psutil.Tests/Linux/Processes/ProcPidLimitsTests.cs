using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidLimitsTests
{
    [Fact]
    public void LimitsAreReadBehindTheirNames()
    {
        Assert.True(
            ProcPidLimits.TryParse(
                Encoding.UTF8.GetBytes(
                    """
                    Limit                     Soft Limit           Hard Limit           Units
                    Max cpu time              unlimited            unlimited            seconds
                    Max open files            1024                 1048576              files
                    Max stack size            8388608              unlimited            bytes
                    Max nice priority         0                    20
                    Max something new         1                    2                    bananas

                    """
                ),
                out IReadOnlyDictionary<ResourceKind, ResourceLimit> limits,
                out _
            )
        );
        Assert.Equal(new ResourceLimit(null, null), limits[ResourceKind.CpuTime]);
        Assert.Equal(new ResourceLimit(1024, 1048576), limits[ResourceKind.OpenFiles]);
        Assert.Equal(new ResourceLimit(8388608, null), limits[ResourceKind.StackSize]);
        Assert.Equal(new ResourceLimit(0, 20), limits[ResourceKind.Nice]);
        Assert.Equal(4, limits.Count);
    }

    [Theory]
    [InlineData("", "Limit")]
    [InlineData("Limit  Soft Limit\n", "Limit")]
    [InlineData("Limit\nMax open files            many                 1048576              files\n", "Max open files ")]
    public void MalformedLimitsNameTheLine(string text, string field)
    {
        Assert.False(ProcPidLimits.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = ProcPidLimits.TryParse(bytes, out _, out _);
            });
}
