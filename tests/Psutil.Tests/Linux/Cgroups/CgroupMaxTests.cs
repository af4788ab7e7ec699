using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CgroupMaxTests
{
    [Theory]
    [InlineData("max\n", null)]
    [InlineData("-1\n", null)]
    [InlineData("9223372036854771712\n", null)]
    [InlineData("9223372036854710272\n", null)]
    [InlineData("9223372036854775807\n", null)]
    [InlineData("18446744073709551615\n", null)]
    [InlineData("0\n", 0L)]
    [InlineData("536870912\n", 536870912L)]
    public void NoLimitIsNull(string text, long? expected)
    {
        Assert.True(CgroupMax.TryParse(Encoding.UTF8.GetBytes(text), out long? limit, out _));
        Assert.Equal(expected, limit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("12 13")]
    [InlineData("-5")]
    public void ALimitThatIsNoneIsMalformed(string text)
    {
        Assert.False(CgroupMax.TryParse(Encoding.UTF8.GetBytes(text), out long? limit, out string? malformed));
        Assert.Null(limit);
        Assert.Equal("limit", malformed);
    }

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows("150000 100000\n", bytes =>
            Assert.True(CgroupMax.TryParse(bytes, out _, out string? malformed) || malformed is not null)
        );
}
