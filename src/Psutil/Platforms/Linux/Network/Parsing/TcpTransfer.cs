using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>What a TCP socket has transferred: <c>struct inet_diag_msg</c> with <c>struct tcp_info</c>.</summary>
internal struct TcpTransfer
{
    // linux/inet_diag.h
    private const int InfoAttribute = 2;

    // linux/tcp.h, struct tcp_info: tcpi_bytes_acked and tcpi_bytes_received (since Linux 4.1)
    private const int BytesAckedOffset = 120;
    private const int BytesReceivedOffset = 128;

    /// <summary>The request for <c>tcp_info</c>: one bit per attribute, from 1.</summary>
    public const byte InfoExtension = 1 << (InfoAttribute - 1);

    /// <summary>The socket's number, which is never used again.</summary>
    public ulong Cookie;

    /// <summary>The socket with its addresses; its inode is 0 if no process holds it.</summary>
    public InetSocket Socket;

    /// <summary>The bytes that the other side acknowledged; a SYN and a FIN count as one each.</summary>
    public long BytesAcked;

    /// <summary>The bytes received in order; a FIN counts as one.</summary>
    public long BytesReceived;

    /// <summary>Parses a message. A socket without <c>tcp_info</c> (TIME_WAIT, an older kernel) is malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out TcpTransfer transfer, [NotNullWhen(false)] out string? malformed)
    {
        transfer = default;
        if (!SocketDiagnosticsParser.TryParseInet(message, out InetSocket socket, out malformed))
        {
            return false;
        }

        InetDiagnosticsSocketId id = MemoryMarshal.Read<InetDiagnosticsMessage>(message).Id;
        NetlinkAttributeCursor attributes = new(message[Unsafe.SizeOf<InetDiagnosticsMessage>()..]);
        while (attributes.MoveNext())
        {
            if (attributes.Type == InfoAttribute && attributes.Value.Length >= BytesReceivedOffset + sizeof(long))
            {
                transfer = new TcpTransfer
                {
                    Cookie = ((ulong)id.CookieHigh << 32) | id.CookieLow,
                    Socket = socket,
                    BytesAcked = MemoryMarshal.Read<long>(attributes.Value[BytesAckedOffset..]),
                    BytesReceived = MemoryMarshal.Read<long>(attributes.Value[BytesReceivedOffset..]),
                };
                malformed = null;
                return true;
            }
        }

        malformed = "INET_DIAG_INFO";
        return false;
    }
}
