using System.Net;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>Messages as a little-endian kernel (x86-64, Linux 6.18) sent them.</summary>
public class SocketDiagnosticsParserTests
{
    private const string Established =
        "0201 0000 1F90 C350 7F000001 00000000 00000000 00000000 7F000002 00000000 00000000 00000000 00000000 0100000000000000"
        + "00000000 00000000 00000000 E8030000 39300000 05000800 00000000";

    private const string LinkLocalListener =
        "0A0A 0000 01BB 0000 FE800000 00000000 000000FF FE000001 00000000 00000000 00000000 00000000 04000000 0200000000000000"
        + "00000000 00000000 80000000 00000000 FFFFFFFF";

    [Fact]
    public void AnIPv4ConnectionIsRead()
    {
        Assert.True(SocketDiagnosticsParser.TryParseInet(NetlinkBytes.Of(Established), out InetSocket socket, out _));
        Assert.Equal(
            (new IPEndPoint(IPAddress.Loopback, 8080), new IPEndPoint(IPAddress.Parse("127.0.0.2"), 50000)),
            (socket.LocalEndPoint, socket.RemoteEndPoint)
        );
        Assert.Equal((false, 1, 12345ul), (socket.IsIPv6, socket.State, socket.Inode));
    }

    [Fact]
    public void TheReceiveQueueComesFirst()
    {
        string message = Established.Replace(
            "00000000 00000000 00000000 E8030000",
            "00000000 2A000000 000C0300 E8030000",
            StringComparison.Ordinal
        );
        Assert.True(SocketDiagnosticsParser.TryParseInet(NetlinkBytes.Of(message), out InetSocket socket, out _));
        Assert.Equal((42u, 199_680u), (socket.ReceiveQueue, socket.SendQueue));
    }

    [Fact]
    public void ALinkLocalAddressHasItsInterfaceAsItsScope()
    {
        Assert.True(SocketDiagnosticsParser.TryParseInet(NetlinkBytes.Of(LinkLocalListener), out InetSocket socket, out _));
        Assert.Equal(new IPEndPoint(IPAddress.Parse("fe80::ff:fe00:1%4"), 443), socket.LocalEndPoint);
        Assert.Null(socket.RemoteEndPoint);
        Assert.Equal((true, 10, (ulong)uint.MaxValue), (socket.IsIPv6, socket.State, socket.Inode));
    }

    [Fact]
    public void AnInternetMessageThatIsCutOrOfAnotherFamilyIsRefused()
    {
        byte[] message = NetlinkBytes.Of(LinkLocalListener);
        for (int length = 0; length < message.Length; length++)
        {
            Assert.False(SocketDiagnosticsParser.TryParseInet(message.AsSpan(0, length), out _, out string? field));
            Assert.Equal("inet_diag_msg", field);
        }

        message[0] = 1;
        Assert.False(SocketDiagnosticsParser.TryParseInet(message, out _, out string? malformed));
        Assert.Equal("idiag_family", malformed);
    }

    [Theory]
    [InlineData("01010A00 39300000 0000000000000000", null, 0)]
    [InlineData("01010A00 39300000 0000000000000000 0700 0000 2F6100 00", "/a", 0)]
    [InlineData("01010A00 39300000 0000000000000000 0800 0000 00610062", "@a@b", 0)]
    [InlineData("01010A00 39300000 0000000000000000 0600 0000 0000 0000 0800 0200 2A000000", "@@", 42)]
    [InlineData("01010A00 39300000 0000000000000000 0500 0000 00", "@", 0)]
    [InlineData("01010A00 39300000 0000000000000000 0800 0480 00000000 0800 0280 2A000000", null, 42)]
    [InlineData("01010A00 39300000 0000000000000000 0600 0200 2A00 0000", null, 0)]
    public void AUnixSocketHasANameAndAPeerIfTheyAreTold(string message, string? path, ulong peer)
    {
        Assert.True(SocketDiagnosticsParser.TryParseUnix(NetlinkBytes.Of(message), out UnixSocket socket, out _));
        Assert.Equal((1, 12345ul, path, peer), (socket.Type, socket.Inode, socket.GetPath(), socket.PeerInode));
    }

    [Theory]
    [InlineData("01010100 39300000 0000000000000000 0C00 0400 05000000 00030000", false, 5, 768)]
    [InlineData("01010A00 39300000 0000000000000000 0C00 0400 02000000 80000000", true, 2, 128)]
    [InlineData("01010100 39300000 0000000000000000 0A00 0400 05000000 0003", false, null, null)]
    [InlineData("01010100 39300000 0000000000000000", false, null, null)]
    public void AUnixSocketHasTheQueuesThatTheKernelReports(string message, bool isListener, int? receive, int? send)
    {
        Assert.True(SocketDiagnosticsParser.TryParseUnix(NetlinkBytes.Of(message), out UnixSocket socket, out _));
        Assert.Equal((isListener, (uint?)receive, (uint?)send), (socket.IsListener, socket.Queues?.ReceiveQueue, socket.Queues?.SendQueue));
    }

    [Theory]
    [InlineData("", "unix_diag_msg")]
    [InlineData("01010A00 39300000 00000000000000", "unix_diag_msg")]
    [InlineData("02010A00 39300000 0000000000000000", "udiag_family")]
    [InlineData("01010A00 39300000 0000000000000000 0000 0000", "unix_diag_msg's attributes")]
    [InlineData("01010A00 39300000 0000000000000000 0300 0000", "unix_diag_msg's attributes")]
    [InlineData("01010A00 39300000 0000000000000000 FFFF 0000 2F61", "unix_diag_msg's attributes")]
    [InlineData("01010A00 39300000 0000000000000000 0900 0000 2F61", "unix_diag_msg's attributes")]
    [InlineData("01010A00 39300000 0000000000000000 07", "unix_diag_msg's attributes")]
    public void AUnixMessageWithWrongLengthsIsRefused(string message, string field)
    {
        Assert.False(SocketDiagnosticsParser.TryParseUnix(NetlinkBytes.Of(message), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 200]
            .Sample(bytes =>
            {
                _ = SocketDiagnosticsParser.TryParseInet(bytes, out InetSocket inet, out _);
                _ = (inet.LocalEndPoint, inet.RemoteEndPoint);
                _ = SocketDiagnosticsParser.TryParseUnix(
                    [.. NetlinkBytes.Of("01010A00 39300000 0000000000000000"), .. bytes],
                    out UnixSocket unix,
                    out _
                );
                _ = unix.GetPath();
            });
}
