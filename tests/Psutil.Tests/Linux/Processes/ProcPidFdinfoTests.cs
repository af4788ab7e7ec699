using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidFdinfoTests
{
    [Theory]
    [InlineData("pos:\t42\nflags:\t0100000\nmnt_id:\t24\n", 42, 32768, "r")]
    [InlineData("pos:\t0\nflags:\t0100001\n", 0, 32769, "w")]
    [InlineData("pos:\t0\nflags:\t0102001\n", 0, 33793, "a")]
    [InlineData("pos:\t0\nflags:\t0100002\n", 0, 32770, "r+")]
    [InlineData("pos:\t0\nflags:\t0102002\n", 0, 33794, "a+")]
    public void DescriptorsTellPositionAndFlags(string text, long position, int flags, string mode)
    {
        Assert.True(ProcPidFdinfo.TryParse(Encoding.UTF8.GetBytes(text), out long foundPosition, out int foundFlags, out _));
        Assert.Equal((position, flags, mode), (foundPosition, foundFlags, ProcPidFdinfo.ModeOf(foundFlags)));
    }

    [Theory]
    [InlineData("flags:\t0\n", "pos")]
    [InlineData("pos:\t0\nflags:\t9\n", "flags")]
    [InlineData("pos:\t0\nflags:\t777777777777777\n", "flags")]
    public void AMalformedDescriptorNamesTheField(string text, string field)
    {
        Assert.False(ProcPidFdinfo.TryParse(Encoding.UTF8.GetBytes(text), out _, out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = ProcPidFdinfo.TryParse(bytes, out _, out _, out _);
            });
}
