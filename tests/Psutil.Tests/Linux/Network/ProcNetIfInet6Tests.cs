using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcNetIfInet6Tests
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
}
