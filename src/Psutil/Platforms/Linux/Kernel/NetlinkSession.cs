using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Receives one message of a list, without its header.</summary>
internal delegate void NetlinkMessageHandler(ushort type, ReadOnlySpan<byte> payload);

/// <summary>A netlink socket that requests lists from the kernel, one after the other. Not thread-safe.</summary>
internal sealed class NetlinkSession(int protocol) : IDisposable
{
    // The kernel fills at most 32 KiB at a time, even of a larger buffer (netlink_recvmsg); only a single message can be larger.
    private const int UsualSize = 64 * 1024;
    private const int LargestSize = 16 * 1024 * 1024;
    private const int MostAttempts = 4;

    private readonly int _protocol = protocol;
    private byte[] _buffer = BoundedPool.Rent<byte>(UsualSize);
    private int _descriptor = -1;
    private uint _sequence;

    /// <summary>
    /// Passes each message of a list to <paramref name="handle"/>. <paramref name="restart"/> is called before each attempt and after a
    /// failure, and must discard the messages received so far.
    /// </summary>
    /// <remarks>A list that changed during the dump is requested again; if it keeps changing, the last answer is used.</remarks>
    public ReadResult List<T>(ushort type, in T request, Action restart, NetlinkMessageHandler handle)
        where T : unmanaged
    {
        for (int attempt = 1; ; attempt++)
        {
            restart();
            ReadResult result = ListOnce(type, in request, handle);
            if (!result.Failed)
            {
                return result;
            }

            // The rest of the list may still arrive on this socket.
            Close();
            if (attempt == MostAttempts || result.Error is not (Errno.EINTR or Errno.ENOBUFS))
            {
                return result.Error == Errno.EINTR ? ReadResult.Success(0) : result;
            }
        }
    }

    public void Dispose()
    {
        Close();
        if (_buffer.Length > 0)
        {
            BoundedPool.Return(_buffer);
            _buffer = [];
        }
    }

    private void Close()
    {
        if (_descriptor >= 0)
        {
            Libc.Close(_descriptor);
            _descriptor = -1;
        }
    }

    // EINTR means that the list was changed during the dump.
    private ReadResult ListOnce<T>(ushort type, in T request, NetlinkMessageHandler handle)
        where T : unmanaged
    {
        ReadResult sent = Send(type, in request);
        if (sent.Failed)
        {
            return sent;
        }

        bool isInterrupted = false;
        while (true)
        {
            int length = Libc.ReceiveNetlink(_descriptor, _buffer, out uint sender);
            if (length <= 0)
            {
                return ReadResult.Failure("recvfrom", length == 0 ? Errno.EIO : -length);
            }

            if (length > _buffer.Length)
            {
                return Grow(length);
            }

            // Another program with the right to do so can also send to our socket.
            NetlinkCursor messages = sender == 0 ? new NetlinkCursor(_buffer.AsSpan(0, length)) : default;
            while (messages.MoveNext())
            {
                NetlinkMessageHeader header = messages.Header;
                if (header.Sequence != _sequence)
                {
                    continue;
                }

                isInterrupted |= (header.Flags & NetlinkFlags.DumpInterrupted) != 0;
                switch (header.Type)
                {
                    case NetlinkMessageType.NoOperation:
                        break;
                    case NetlinkMessageType.Overrun:
                        return ReadResult.Failure("recvfrom", Errno.ENOBUFS);
                    case NetlinkMessageType.Done:
                    case NetlinkMessageType.Error:
                        return End(messages.Payload, isInterrupted);
                    default:
                        handle(header.Type, messages.Payload);
                        break;
                }
            }

            if (messages.IsMalformed)
            {
                return ReadResult.Failure("recvfrom", Errno.EBADMSG);
            }
        }
    }

    private ReadResult Send<T>(ushort type, in T request)
        where T : unmanaged
    {
        if (_descriptor < 0)
        {
            ReadResult opened = ReadResult.FromCall("socket", Libc.OpenNetlink(_protocol));
            if (opened.Failed)
            {
                return opened;
            }

            _descriptor = opened.Value;
        }

        Span<byte> message = stackalloc byte[NetlinkMessageHeader.Size + Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(
            message,
            new NetlinkMessageHeader
            {
                Length = (uint)message.Length,
                Type = type,
                Flags = NetlinkFlags.Request | NetlinkFlags.Dump,
                Sequence = ++_sequence,
            }
        );
        MemoryMarshal.Write(message[NetlinkMessageHeader.Size..], in request);
        return ReadResult.FromCall("send", Libc.Send(_descriptor, message));
    }

    private ReadResult Grow(int length)
    {
        if (length > LargestSize)
        {
            return ReadResult.Failure("recvfrom", Errno.EMSGSIZE);
        }

        BoundedPool.Return(_buffer);
        _buffer = BoundedPool.Rent<byte>(length);
        return ReadResult.Failure("recvfrom", Errno.ENOBUFS);
    }

    // Both kinds of last messages begin with an errno: nonzero if the list broke off; an error message with 0 is an acknowledgement.
    private static ReadResult End(ReadOnlySpan<byte> payload, bool isInterrupted)
    {
        if (MemoryMarshal.TryRead(payload, out int error) && error is < 0 and > int.MinValue)
        {
            return ReadResult.Failure("recvfrom", -error);
        }

        return isInterrupted ? ReadResult.Failure("recvfrom", Errno.EINTR) : ReadResult.Success(0);
    }
}
