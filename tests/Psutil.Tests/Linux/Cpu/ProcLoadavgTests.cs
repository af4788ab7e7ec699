using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcLoadavgTests
{
    [Fact]
    public void TheThreeAveragesAreRead()
    {
        Assert.True(ProcLoadavg.TryParse("0.02 12.26 3.18 1/88 7588\n"u8, out LoadAverage average, out _));
        Assert.Equal(new LoadAverage(0.02, 12.26, 3.18), average);
    }

    [Theory]
    [InlineData("", "1 minute")]
    [InlineData("x 1 2", "1 minute")]
    [InlineData("-1 1 2", "1 minute")]
    [InlineData("0.1", "5 minutes")]
    [InlineData("0.1 0.2 1/88", "15 minutes")]
    public void AMissingAverageIsMalformed(string text, string field)
    {
        Assert.False(ProcLoadavg.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows("0.02 12.26 3.18 1/88 7588\n", bytes =>
            Assert.True(ProcLoadavg.TryParse(bytes, out _, out string? malformed) || malformed is not null)
        );
}
