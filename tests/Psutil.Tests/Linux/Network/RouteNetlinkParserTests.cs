using CsCheck;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class RouteNetlinkParserTests
{
    private const string Ethernet =
        "00000100 04000000 43100100 00000000"
        + "0900 0300 6574683000 000000 0800 0400 78050000 0A00 0100 02FC00000001 0000 0A00 0200 FFFFFFFFFFFF 0000";

    private const string Address = "02188000 04000000 0800 0100 C0000202 0800 0200 C0000202 0800 0400 C00002FF 0900 0300 6574683000 000000";

    [Fact]
    public void ALinkHasNameFlagsMtuAndHardwareAddresses()
    {
        Assert.True(RouteNetlinkParser.TryParseLink(NetlinkBytes.Of(Ethernet), out NetworkLink? link, out _));
        Assert.Equal(("eth0", 4, 0x11043u, 1400), (link.Name, link.Index, link.Flags, link.Mtu));
        Assert.Equal(("02FC00000001", "FFFFFFFFFFFF"), (link.Address!.ToString(), link.Broadcast!.ToString()));
    }

    [Fact]
    public void ALinkMayHaveALongHardwareAddressOrNone()
    {
        string infiniband = string.Concat(Enumerable.Range(0, 20).Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));
        Assert.True(
            RouteNetlinkParser.TryParseLink(
                NetlinkBytes.Of("00002000 04000000 43100100 00000000 0700 0300 696200 00 1800 0100" + infiniband),
                out NetworkLink? link,
                out _
            )
        );
        Assert.Equal(infiniband, link.Address!.ToString());
        Assert.Null(link.Broadcast);
        Assert.Null(link.Mtu);

        Assert.True(
            RouteNetlinkParser.TryParseLink(
                NetlinkBytes.Of("0000FEFF 04000000 43100100 00000000 0700 0300 746E00 00 0400 0100"),
                out link,
                out _
            )
        );
        Assert.Null(link.Address);
    }

    [Theory]
    [InlineData("", "ifinfomsg")]
    [InlineData("00000100 04000000 43100100 000000", "ifinfomsg")]
    [InlineData("00000100 04000000 43100100 00000000", "IFLA_IFNAME")]
    [InlineData("00000100 04000000 43100100 00000000 0500 0300 00", "IFLA_IFNAME")]
    [InlineData("00000100 04000000 43100100 00000000 FF00 0300 6574683000", "ifinfomsg's attributes")]
    public void ALinkWithoutWhatItNeedsIsRefused(string message, string field)
    {
        Assert.False(RouteNetlinkParser.TryParseLink(NetlinkBytes.Of(message), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Theory]
    [InlineData(InterfaceFlags.Broadcast, "192.0.2.255")]
    [InlineData(0, null)]
    [InlineData(InterfaceFlags.PointToPoint, null)]
    public void ABroadcastAddressIsToldOfAnInterfaceThatCanBroadcast(uint flags, string? broadcast)
    {
        InterfaceAddress? address = Parse(Address, flags, out string label);
        Assert.Equal(
            ("192.0.2.2", 24, broadcast, "eth0"),
            (address!.Address!.ToString(), address.PrefixLength, address.Broadcast?.ToString(), label)
        );
        Assert.Null(address.PointToPointPeer);
    }

    [Theory]
    [InlineData(InterfaceFlags.PointToPoint, "10.9.0.2")]
    [InlineData(InterfaceFlags.Broadcast, null)]
    public void AnotherEndIsToldOfAPointToPointInterface(uint flags, string? peer)
    {
        InterfaceAddress? address = Parse("02208000 04000000 0800 0100 0A090002 0800 0200 0A090001", flags, out _);
        Assert.Equal(
            ("10.9.0.1", "255.255.255.255", peer),
            (address!.Address!.ToString(), address.Netmask!.ToString(), address.PointToPointPeer?.ToString())
        );
    }

    [Theory]
    [InlineData("0A408000 04000000 1400 0100 FE8000000000000000FC00FFFE000001", "fe80::fc:ff:fe00:1%4", "ffff:ffff:ffff:ffff::", null)]
    [InlineData("0A808000 04000000 1400 0100 00000000000000000000000000000001", "::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null)]
    [InlineData(
        "0A008000 04000000 1400 0100 FE800000000000000000000000000002 1400 0200 FE800000000000000000000000000001",
        "fe80::1%4",
        "::",
        "fe80::2%4"
    )]
    public void AnIPv6AddressHasItsScopeWhereThatHasAMeaning(string message, string text, string mask, string? peer)
    {
        InterfaceAddress? address = Parse(message, InterfaceFlags.PointToPoint, out _);
        Assert.Equal((text, mask, peer), (address!.Address!.ToString(), address.Netmask!.ToString(), address.PointToPointPeer?.ToString()));
    }

    [Fact]
    public void AnAddressOfAnotherFamilyIsNone() => Assert.Null(Parse("11180000 04000000", 0, out _));

    [Theory]
    [InlineData("", "ifaddrmsg")]
    [InlineData("02188000 040000", "ifaddrmsg")]
    [InlineData("02188000 04000000", "ifaddrmsg's attributes")]
    [InlineData("02218000 04000000 0800 0100 C0000202", "ifaddrmsg's attributes")]
    [InlineData("02188000 04000000 0700 0100 C00002", "ifaddrmsg's attributes")]
    [InlineData("02188000 04000000 0800 0200 C0000202 0700 0100 C00002", "ifaddrmsg's attributes")]
    [InlineData("0A818000 04000000 1400 0100 00000000000000000000000000000001", "ifaddrmsg's attributes")]
    [InlineData("02188000 04000000 0800 0100 C0000202 0000 0000", "ifaddrmsg's attributes")]
    public void AnAddressOfTheWrongSizeIsRefused(string message, string field)
    {
        Assert.False(RouteNetlinkParser.TryParseAddress(NetlinkBytes.Of(message), 0, out _, out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[0, 40])
            .Sample(
                (bytes, position) =>
                {
                    _ = RouteNetlinkParser.TryParseLink(bytes, out _, out _);
                    _ = RouteNetlinkParser.TryParseAddress(bytes, uint.MaxValue, out _, out _, out _);
                    byte[] link = NetlinkBytes.Of(Ethernet);
                    _ = RouteNetlinkParser.TryParseLink([.. link[..position], .. bytes, .. link[position..]], out _, out _);
                    byte[] address = NetlinkBytes.Of(Address);
                    _ = RouteNetlinkParser.TryParseAddress(
                        [.. address[..position], .. bytes, .. address[position..]],
                        uint.MaxValue,
                        out _,
                        out _,
                        out _
                    );
                }
            );

    private static InterfaceAddress? Parse(string message, uint flags, out string label)
    {
        Assert.True(
            RouteNetlinkParser.TryParseAddress(
                NetlinkBytes.Of(message),
                flags,
                out InterfaceAddress? address,
                out ReadOnlySpan<byte> text,
                out _
            )
        );
        label = OSText.GetString(text);
        return address;
    }
}
