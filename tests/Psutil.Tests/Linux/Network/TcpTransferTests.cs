using System.Buffers.Binary;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class TcpTransferTests
{
    // struct inet_diag_msg of 72 bytes: the cookie is at 44, the inode at 68.
    private const string Head =
        "0201 0000 1F90 C350 7F000001 00000000 00000000 00000000 7F000002 00000000 00000000 00000000 00000000 0100000002000000"
        + "00000000 00000000 00000000 E8030000 39300000";

    private const int InfoSize = 136;

    [Fact]
    public void TheSumsOfASocketAreRead()
    {
        Assert.True(TcpTransfer.TryParse(Message(InfoSize), out TcpTransfer transfer, out _));
        Assert.Equal((0x2_0000_0001ul, 12345ul), (transfer.Cookie, transfer.Socket.Inode));
        Assert.Equal((1_000_001, 2_000_002), (transfer.BytesAcked, transfer.BytesReceived));
        Assert.Equal("127.0.0.1:8080", transfer.Socket.LocalEndPoint?.ToString());
        Assert.Equal("127.0.0.2:50000", transfer.Socket.RemoteEndPoint?.ToString());
    }

    [Fact]
    public void AShorterInfoOfAnOlderKernelHasNoSums()
    {
        Assert.False(TcpTransfer.TryParse(Message(InfoSize - 1), out _, out string? malformed));
        Assert.Equal("INET_DIAG_INFO", malformed);
    }

    [Fact]
    public void ASocketWithoutInfoIsMalformed()
    {
        Assert.False(TcpTransfer.TryParse(NetlinkBytes.Of(Head), out _, out string? malformed));
        Assert.Equal("INET_DIAG_INFO", malformed);
        Assert.False(TcpTransfer.TryParse([1, 2, 3], out _, out malformed));
        Assert.Equal("inet_diag_msg", malformed);
    }

    private static byte[] Message(int infoSize)
    {
        byte[] info = new byte[InfoSize];
        BinaryPrimitives.WriteInt64LittleEndian(info.AsSpan(120), 1_000_001);
        BinaryPrimitives.WriteInt64LittleEndian(info.AsSpan(128), 2_000_002);
        byte[] header = new byte[4];
        BinaryPrimitives.WriteInt16LittleEndian(header, (short)(infoSize + header.Length));
        header[2] = 2;
        return [.. NetlinkBytes.Of(Head), .. header, .. info.AsSpan(0, infoSize)];
    }
}
