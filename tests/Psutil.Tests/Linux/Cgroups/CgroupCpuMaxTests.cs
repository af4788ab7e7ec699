using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CgroupCpuMaxTests
{
    [Theory]
    [InlineData("max 100000\n", null)]
    [InlineData("150000 100000\n", 1.5)]
    [InlineData("5000 10000\n", 0.5)]
    public void CpuTimeIsQuotaByPeriod(string text, double? expected)
    {
        Assert.True(CgroupCpuMax.TryParse(Encoding.UTF8.GetBytes(text), out double? cpus, out _));
        Assert.Equal(expected, cpus);
    }

    [Theory]
    [InlineData("", "period")]
    [InlineData("max", "period")]
    [InlineData("100000 0", "period")]
    [InlineData("x 100000", "quota")]
    [InlineData("0 100000", "quota")]
    public void CpuTimeThatIsNoneIsMalformed(string text, string field)
    {
        Assert.False(CgroupCpuMax.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows("150000 100000\n", bytes =>
            Assert.True(CgroupCpuMax.TryParse(bytes, out _, out string? malformed) || malformed is not null)
        );
}
