using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class PciLinkSpeedTests
{
    [Theory]
    [InlineData("16.0 GT/s PCIe\n", 16.0)]
    [InlineData("2.5 GT/s\n", 2.5)]
    [InlineData("Unknown speed\n", null)]
    [InlineData("Unknown\n", null)]
    [InlineData("0 GT/s\n", null)]
    [InlineData("-8 GT/s\n", null)]
    [InlineData("8\n", null)]
    [InlineData("1e300 GT/s\n", null)]
    [InlineData("", null)]
    public void ASpeedHasAUnit(string text, double? expected) => Assert.Equal(expected, PciLinkSpeed.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void NoBytesMakeItThrow() => HostileInput.NeverThrows("16.0 GT/s PCIe\n", bytes => PciLinkSpeed.Parse(bytes));
}
