using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPressureTests
{
    private const string Both = """
        some avg10=0.44 avg60=1.02 avg300=3.36 total=41713914
        full avg10=0.00 avg60=0.25 avg300=0.50 total=1000001

        """;

    [Fact]
    public void BothLinesAreRead()
    {
        Assert.True(ProcPressure.TryParse(Encoding.UTF8.GetBytes(Both), out PressureStall pressure, out string? malformed));
        Assert.Null(malformed);
        Assert.Equal(
            new PressureShare
            {
                TenSeconds = 0.44,
                OneMinute = 1.02,
                FiveMinutes = 3.36,
                Total = TimeSpan.FromMicroseconds(41713914),
            },
            pressure.Some
        );
        Assert.Equal(
            new PressureShare
            {
                TenSeconds = 0,
                OneMinute = 0.25,
                FiveMinutes = 0.5,
                Total = TimeSpan.FromMicroseconds(1000001),
            },
            pressure.Full
        );
    }

    [Fact]
    public void BeforeLinux513TheCpuHasNoSecondLine()
    {
        Assert.True(
            ProcPressure.TryParse(
                "some avg10=0.44 avg60=1.02 avg300=3.36 total=41713914\n"u8,
                out PressureStall pressure,
                out string? malformed
            )
        );
        Assert.Null(pressure.Full);
        Assert.Null(malformed);
    }

    [Fact]
    public void ABadSecondLineIsLeftOutAndNamed()
    {
        Assert.True(
            ProcPressure.TryParse(
                "some avg10=0 avg60=0 avg300=0 total=0\nfull avg10=x\n"u8,
                out PressureStall pressure,
                out string? malformed
            )
        );
        Assert.Null(pressure.Full);
        Assert.Equal("full", malformed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n")]
    [InlineData("some avg10=0.00 avg60=0.00 avg300=0.00\n")]
    [InlineData("some avg10=100.01 avg60=0.00 avg300=0.00 total=0\n")]
    [InlineData("some avg10=0.00 avg60=0.00 avg300=0.00 total=-1\n")]
    [InlineData("some avg10=0.00 avg60=0.00 avg300=0.00 total=9223372036854775807\n")]
    public void WithoutAReadableFirstLineItIsMalformed(string text)
    {
        Assert.False(ProcPressure.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal("some", malformed);
    }

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows(Both, bytes =>
            Assert.True(ProcPressure.TryParse(bytes, out _, out string? malformed) || malformed is not null)
        );
}
