using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class KeyedCountersTests
{
    private const string Counters =
        "pswpin_other 7\npswpin 12\npswpout 34\nnegative -1\nname                            type data\nsize                            4    4294967296\n";

    [Theory]
    [InlineData("pswpin", 0, 12L)]
    [InlineData("pswpout", 0, 34L)]
    [InlineData("size", 1, 4294967296L)]
    [InlineData("negative", 0, null)]
    [InlineData("pswp", 0, null)]
    [InlineData("name", 1, null)]
    [InlineData("size", 2, null)]
    public void ACounterIsFoundByItsWholeName(string name, int between, long? expected) =>
        Assert.Equal(expected, KeyedCounters.Find(Encoding.UTF8.GetBytes(Counters), Encoding.UTF8.GetBytes(name), between));

    [Fact]
    public void NothingThrows() => HostileInput.NeverThrows(Counters, bytes =>
        {
            KeyedCounters.Find(bytes, "pswpout"u8);
            KeyedCounters.Find(bytes, "size"u8, 1);
        });
}
