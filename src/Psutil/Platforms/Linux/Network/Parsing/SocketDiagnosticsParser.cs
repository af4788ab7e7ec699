using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The messages of sock_diag.</summary>
internal static class SocketDiagnosticsParser
{
    /// <summary>A TCP or UDP socket: <c>struct inet_diag_msg</c>. Its attributes are not needed.</summary>
    public static bool TryParseInet(ReadOnlySpan<byte> message, out InetSocket socket, [NotNullWhen(false)] out string? malformed)
    {
        if (!MemoryMarshal.TryRead(message, out InetDiagnosticsMessage fields))
        {
            socket = default;
            malformed = "inet_diag_msg";
            return false;
        }

        if (fields.Family is not (AddressFamilyNumber.InterNetwork or AddressFamilyNumber.InterNetworkV6))
        {
            socket = default;
            malformed = "idiag_family";
            return false;
        }

        socket = new InetSocket
        {
            IsIPv6 = fields.Family == AddressFamilyNumber.InterNetworkV6,
            State = fields.State,
            LocalPort = FromNetworkOrder(fields.Id.LocalPort),
            RemotePort = FromNetworkOrder(fields.Id.RemotePort),
            InterfaceIndex = fields.Id.InterfaceIndex,
            ReceiveQueue = fields.ReceiveQueue,
            SendQueue = fields.SendQueue,
            Inode = fields.Inode,
            Local = fields.Id.Local,
            Remote = fields.Id.Remote,
        };
        malformed = null;
        return true;
    }

    /// <summary>A UNIX socket: <c>struct unix_diag_msg</c>, its name, its peer and its queues.</summary>
    public static bool TryParseUnix(ReadOnlySpan<byte> message, out UnixSocket socket, [NotNullWhen(false)] out string? malformed)
    {
        socket = default;
        if (!MemoryMarshal.TryRead(message, out UnixDiagnosticsMessage fields))
        {
            malformed = "unix_diag_msg";
            return false;
        }

        if (fields.Family != AddressFamilyNumber.Unix)
        {
            malformed = "udiag_family";
            return false;
        }

        ReadOnlySpan<byte> name = default;
        uint peer = 0;
        UnixDiagnosticsQueues? queues = null;
        NetlinkAttributeCursor attributes = new(message[Unsafe.SizeOf<UnixDiagnosticsMessage>()..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case UnixDiagnostics.NameAttribute:
                    name = attributes.Value;
                    break;
                case UnixDiagnostics.PeerAttribute:
                    attributes.TryGetUInt32(out peer);
                    break;
                case UnixDiagnostics.QueuesAttribute:
                    queues = MemoryMarshal.TryRead(attributes.Value, out UnixDiagnosticsQueues read) ? read : null;
                    break;
            }
        }

        if (attributes.IsMalformed)
        {
            malformed = "unix_diag_msg's attributes";
            return false;
        }

        // A path includes the NUL at its end; an abstract name begins with a NUL, and a NUL at its end is part of the name.
        if (name is [not 0, .., 0])
        {
            name = name[..^1];
        }

        socket = new UnixSocket
        {
            Type = fields.Type,
            Inode = fields.Inode,
            PeerInode = peer,
            IsListener = fields.State == UnixDiagnostics.Listening,
            Queues = queues,
            Name = name,
            IsRawName = true,
        };
        malformed = null;
        return true;
    }

    private static ushort FromNetworkOrder(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
