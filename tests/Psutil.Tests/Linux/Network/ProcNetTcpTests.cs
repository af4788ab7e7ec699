using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcNetTcpTests
{
    private const string Listener =
        "   0: 00000000:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1600 1 000000006ca947d0 100 0 0 10 0                      ";

    [Fact]
    public void AListenerHasNoOtherEnd()
    {
        InetSocket socket = Parse(Listener);
        Assert.Equal(new IPEndPoint(IPAddress.Any, 2024), socket.LocalEndPoint);
        Assert.Null(socket.RemoteEndPoint);
        Assert.Equal((10, 1600ul), (socket.State, socket.Inode));
    }

    [Theory]
    [InlineData("0100007F", "127.0.0.1", true)]
    [InlineData("7F000001", "127.0.0.1", false)]
    [InlineData("0500000A", "10.0.0.5", true)]
    [InlineData("0000000000000000FFFF00000100007F", "::ffff:127.0.0.1", true)]
    [InlineData("00000000000000000000FFFF7F000001", "::ffff:127.0.0.1", false)]
    [InlineData("000080FE00000000FF00FC02010000FE", "fe80::2fc:ff:fe00:1", true)]
    [InlineData("FE8000000000000002FC00FFFE000001", "fe80::2fc:ff:fe00:1", false)]
    [InlineData("B80D0120000000000000000001000000", "2001:db8::1", true)]
    public void AnAddressIsWordsOfTheMachinesByteOrder(string text, string address, bool isLittleEndian)
    {
        string line =
            $"  12: {text}:01BB {text}:C001 01 00000000:00000000 02:000A7214 00000000  1000        0 4294967295 2 ffff9f5b 20 4 30 10 -1";
        InetSocket socket = Parse(line, isLittleEndian);
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), 443), socket.LocalEndPoint);
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), 0xC001), socket.RemoteEndPoint);
        Assert.Equal((1, (ulong)uint.MaxValue), (socket.State, socket.Inode));
    }

    [Fact]
    public void ATimeWaitLineHasAnInodeOfZero()
    {
        InetSocket socket = Parse(
            "   3: 0100007F:8124 0100007F:1F90 06 00000000:00000000 03:00000E1C 00000000     0        0 0 3 0000000000000000"
        );
        Assert.Equal((6, 0ul), (socket.State, socket.Inode));
    }

    [Fact]
    public void TheQueuesAreHexadecimalAndTheSentOneComesFirst()
    {
        InetSocket socket = Parse(
            "   1: 0100007F:1F90 0100007F:8124 01 00030C00:0000002A 01:00000014 00000000  1000        0 77 2 0000000000000000"
        );
        Assert.Equal((199_680u, 42u), (socket.SendQueue, socket.ReceiveQueue));
    }

    [Fact]
    public void AUdpLineOfLinux310IsRead()
    {
        InetSocket socket = Parse(
            "  214: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 11930 2 ffff88007f6d2a00 0          "
        );
        Assert.Equal((new IPEndPoint(IPAddress.Any, 68), 11930ul), (socket.LocalEndPoint, socket.Inode));
    }

    [Theory]
    [InlineData("", "sl")]
    [InlineData("x", "sl")]
    [InlineData("0: 0100007F", "local_address")]
    [InlineData("0: 0100007F:", "local_address")]
    [InlineData("0: 0100007F:10000 0100007F:0", "local_address")]
    [InlineData("0: 0100007:1 0100007F:1", "local_address")]
    [InlineData("0: 0100007FF:1 0100007F:1", "local_address")]
    [InlineData("0: 010000G0:1 0100007F:1", "local_address")]
    [InlineData("0: 0100007F:1", "rem_address")]
    [InlineData("0: 0100007F:1 00000000000000000000000000000000:1", "rem_address")]
    [InlineData("0: 0100007F:1 0100007F:1 100", "st")]
    [InlineData("0: 0100007F:1 0100007F:1 0A", "tx_queue")]
    [InlineData("0: 0100007F:1 0100007F:1 0A 00", "tx_queue")]
    [InlineData("0: 0100007F:1 0100007F:1 0A 0: 0:0 0 0 0 1", "tx_queue")]
    [InlineData("0: 0100007F:1 0100007F:1 0A 0:100000000 0:0 0 0 0 1", "tx_queue")]
    [InlineData("0: 0100007F:1 0100007F:1 0A 0:0 0:0 0 0 0", "inode")]
    [InlineData("0: 0100007F:1 0100007F:1 0A 0:0 0:0 0 0 0 x", "inode")]
    [InlineData("0: 0100007F:1 0100007F:1 0A 0:0 0:0 0 0 0 99999999999999999999", "inode")]
    public void WhatIsMissingOrUnreadableIsNamed(string line, string field)
    {
        Assert.False(ProcNetTcp.TryParse(Encoding.UTF8.GetBytes(line), true, out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void ALineCutAnywhereNeverGivesAnotherAnswer()
    {
        for (int length = 0; length < Listener.Length; length++)
        {
            if (ProcNetTcp.TryParse(Encoding.UTF8.GetBytes(Listener[..length]), true, out InetSocket socket, out string? malformed))
            {
                Assert.Equal(2024, socket.LocalPort);
            }
            else
            {
                Assert.NotNull(malformed);
            }
        }
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.Select(Gen.Byte.Array, Gen.Int[0, Listener.Length], Gen.Bool)
            .Sample(
                (bytes, position, isLittleEndian) =>
                {
                    _ = ProcNetTcp.TryParse(bytes, isLittleEndian, out _, out _);
                    byte[] line = Encoding.UTF8.GetBytes(Listener);
                    _ = ProcNetTcp.TryParse([.. line[..position], .. bytes, .. line[position..]], isLittleEndian, out _, out _);
                }
            );

    [Theory]
    [InlineData(1, TcpState.Established)]
    [InlineData(2, TcpState.SynSent)]
    [InlineData(3, TcpState.SynReceived)]
    [InlineData(4, TcpState.FinWait1)]
    [InlineData(5, TcpState.FinWait2)]
    [InlineData(6, TcpState.TimeWait)]
    [InlineData(7, TcpState.Closed)]
    [InlineData(8, TcpState.CloseWait)]
    [InlineData(9, TcpState.LastAck)]
    [InlineData(10, TcpState.Listen)]
    [InlineData(11, TcpState.Closing)]
    [InlineData(12, TcpState.SynReceived)]
    [InlineData(13, TcpState.Closed)]
    [InlineData(0, TcpState.Unknown)]
    [InlineData(14, TcpState.Unknown)]
    public void EachStateHasItsName(byte number, TcpState state) => Assert.Equal(state, TcpStateNumber.ToTcpState(number));

    private static InetSocket Parse(string line, bool isLittleEndian = true)
    {
        Assert.True(
            ProcNetTcp.TryParse(Encoding.UTF8.GetBytes(line), isLittleEndian, out InetSocket socket, out string? malformed),
            malformed
        );
        return socket;
    }
}
