using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The lines of <c>/proc/net/tcp</c>, <c>tcp6</c>, <c>udp</c> and <c>udp6</c>.</summary>
internal static class ProcNetTcp
{
    private const int HexDigitsPerWord = 8;
    private const int FieldsBetweenQueuesAndInode = 4;

    /// <summary>One line: <c>sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode …</c>.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="isLittleEndian">The byte order of the machine that wrote it: addresses are printed as its machine words.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="malformed">The field that could not be read.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> line,
        bool isLittleEndian,
        out InetSocket socket,
        [NotNullWhen(false)] out string? malformed
    )
    {
        socket = default;
        FieldCursor fields = new(line);
        if (!fields.TryNext(out ReadOnlySpan<byte> slot) || slot[^1] != ':')
        {
            malformed = "sl";
            return false;
        }

        if (
            !fields.TryNext(out ReadOnlySpan<byte> field)
            || !TryParseEndPoint(field, isLittleEndian, ref socket.Local, out socket.LocalPort, out bool isLocalIPv6)
        )
        {
            malformed = "local_address";
            return false;
        }

        if (
            !fields.TryNext(out field)
            || !TryParseEndPoint(field, isLittleEndian, ref socket.Remote, out socket.RemotePort, out bool isRemoteIPv6)
            || isLocalIPv6 != isRemoteIPv6
        )
        {
            malformed = "rem_address";
            return false;
        }

        if (!fields.TryNext(out field) || !Ascii.TryParseHex(field, out ulong state) || state > byte.MaxValue)
        {
            malformed = "st";
            return false;
        }

        if (!fields.TryNext(out field) || !TryParseQueues(field, out socket.SendQueue, out socket.ReceiveQueue))
        {
            malformed = "tx_queue";
            return false;
        }

        if (!fields.Skip(FieldsBetweenQueuesAndInode) || !fields.TryNext(out socket.Inode))
        {
            malformed = "inode";
            return false;
        }

        socket.IsIPv6 = isLocalIPv6;
        socket.State = (byte)state;
        malformed = null;
        return true;
    }

    private static bool TryParseQueues(ReadOnlySpan<byte> text, out uint sent, out uint received)
    {
        sent = received = 0;
        int colon = text.IndexOf((byte)':');
        if (
            colon < 0
            || !Ascii.TryParseHex(text[..colon], out ulong first)
            || !Ascii.TryParseHex(text[(colon + 1)..], out ulong second)
            || first > uint.MaxValue
            || second > uint.MaxValue
        )
        {
            return false;
        }

        sent = (uint)first;
        received = (uint)second;
        return true;
    }

    // 0100007F:1F90, or four such words and the port for IPv6.
    private static bool TryParseEndPoint(
        ReadOnlySpan<byte> text,
        bool isLittleEndian,
        ref InetAddressBytes address,
        out ushort port,
        out bool isIPv6
    )
    {
        port = 0;
        int colon = text.IndexOf((byte)':');
        isIPv6 = colon == HexDigitsPerWord * 4;
        if ((colon != HexDigitsPerWord && !isIPv6) || !Ascii.TryParseHex(text[(colon + 1)..], out ulong number) || number > ushort.MaxValue)
        {
            return false;
        }

        port = (ushort)number;
        Span<byte> bytes = address;
        for (int start = 0; start < colon; start += HexDigitsPerWord)
        {
            if (!Ascii.TryParseHex(text.Slice(start, HexDigitsPerWord), out ulong word))
            {
                return false;
            }

            Span<byte> target = bytes[(start / 2)..];
            if (isLittleEndian)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)word);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(target, (uint)word);
            }
        }

        return true;
    }
}
