using System.Net.NetworkInformation;
using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class InterfaceAddressTextTests
{
    [Theory]
    [InlineData("00000000000000000000000000000001 01 80 10 80       lo", "lo", "::1", 128)]
    [InlineData("fe8000000000000000fc00fffe000001 04 40 20 80     eth0", "eth0", "fe80::fc:ff:fe00:1%4", 64)]
    [InlineData("fd000000000000000000000000000002 ff 00 00 82 a:b", "a:b", "fd00::2", 0)]
    public void ALineOfIfInet6IsAnAddress(string line, string name, string text, int prefixLength)
    {
        Assert.True(
            ProcNetIfInet6.TryParse(Encoding.UTF8.GetBytes(line), out InterfaceAddress? address, out ReadOnlySpan<byte> found, out _)
        );
        Assert.Equal((name, text, prefixLength), (OSText.GetString(found), address.Address!.ToString(), address.PrefixLength));
    }

    [Theory]
    [InlineData("", "address")]
    [InlineData("0000000000000000000000000000001 01 80 10 80 lo", "address")]
    [InlineData("0000000000000000000000000000000g 01 80 10 80 lo", "address")]
    [InlineData("00000000000000000000000000000001 x 80 10 80 lo", "interface index")]
    [InlineData("00000000000000000000000000000001 100000000 80 10 80 lo", "interface index")]
    [InlineData("00000000000000000000000000000001 01 81 10 80 lo", "prefix length")]
    [InlineData("00000000000000000000000000000001 01 80 10", "scope and flags")]
    [InlineData("00000000000000000000000000000001 01 80 10 80", "interface name")]
    public void WhatIsMissingOrUnreadableIsNamed(string line, string field)
    {
        Assert.False(ProcNetIfInet6.TryParse(Encoding.UTF8.GetBytes(line), out _, out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.Byte.Array.Sample(bytes =>
        {
            _ = ProcNetIfInet6.TryParse(bytes, out _, out _, out _);
            _ = ProcNetIfInet6.TryParse([.. "00000000000000000000000000000001 01 "u8, .. bytes], out _, out _, out _);
            _ = SocketLink.TryParse(bytes, out _);
            _ = SocketLink.TryParse([.. "socket:["u8, .. bytes], out _);
            _ = HardwareAddressText.TryParse(OSText.GetString(bytes), out _);
        });

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
