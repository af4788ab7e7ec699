using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidStatmTests
{
    [Fact]
    public void StatmIsInPages()
    {
        Assert.True(ProcPidStatm.TryParse("2117 1290 849 219 0 450 0\n"u8, out ProcPidStatm statm, out _));
        Assert.Equal(
            new ProcessMemory
            {
                Rss = 1290 * 4096,
                Vms = 2117 * 4096,
                Shared = 849 * 4096,
                Text = 219 * 4096,
                Data = 450 * 4096,
            },
            statm.ToMemory(4096)
        );
    }

    [Theory]
    [InlineData("", "size")]
    [InlineData("1", "resident")]
    [InlineData("1 2 3 4 5", "data")]
    [InlineData("1 2 x", "shared")]
    public void AMalformedStatmNamesTheField(string text, string field)
    {
        Assert.False(ProcPidStatm.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = ProcPidStatm.TryParse(bytes, out _, out _);
            });
}
