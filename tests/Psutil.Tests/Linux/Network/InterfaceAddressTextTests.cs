using System.Net.NetworkInformation;
using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class InterfaceAddressTextTests
{
    [Theory]
    [InlineData("02:fc:00:00:00:01", "02FC00000001")]
    [InlineData("80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:00:01", "80000208FE800000000000000002C90300000001")]
    [InlineData("0a", "0A")]
    [InlineData("", null)]
    [InlineData("0", null)]
    [InlineData("02:fc:0", null)]
    [InlineData("02-fc", null)]
    [InlineData("02:g0", null)]
    [InlineData("02: 1", null)]
    public void AHardwareAddressMayHaveAnyLength(string text, string? expected)
    {
        Assert.Equal(expected is not null, HardwareAddressText.TryParse(text, out PhysicalAddress? address));
        Assert.Equal(expected, address?.ToString());
    }

    [Theory]
    [InlineData("socket:[12345]", 12345ul)]
    [InlineData("socket:[18446744073709551615]", ulong.MaxValue)]
    [InlineData("socket:[]", null)]
    [InlineData("socket:[", null)]
    [InlineData("socket:[1", null)]
    [InlineData("socket:[-1]", null)]
    [InlineData("socket:[184467440737095516150]", null)]
    [InlineData("socket:1", null)]
    [InlineData("/tmp/socket:[1]", null)]
    [InlineData("", null)]
    public void ALinkToASocketHoldsItsInode(string text, ulong? expected)
    {
        Assert.Equal(expected is not null, SocketLink.TryParse(Encoding.UTF8.GetBytes(text), out ulong inode));
        Assert.Equal(expected ?? inode, inode);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("999999999", 999999999)]
    [InlineData("2147483648", null)]
    [InlineData("00000000001", null)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData("-123456789", null)]
    [InlineData("1a", null)]
    [InlineData("self", null)]
    public void DigitsAloneAreANumber(string text, int? expected)
    {
        Assert.Equal(
            expected is not null,
            Psutil.Platforms.Linux.Parsing.Ascii.TryParseDigits(Encoding.UTF8.GetBytes(text), out int value)
        );
        Assert.Equal(expected ?? value, value);
    }
}
