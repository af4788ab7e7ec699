using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// A subscription to the kernel's process connector. Not thread-safe; only <see cref="Wake"/> may be called from another thread.
/// </summary>
internal sealed class LinuxProcessConnector : IDisposable
{
    // Room for ten thousand events of about 800 bytes each. An empty buffer takes no memory.
    private const int ReceiveBufferSize = 8 * 1024 * 1024;
    private const int DatagramSize = 16 * 1024;
    private const int AcknowledgementMilliseconds = 1000;

    // More than the receive buffer holds.
    private const int MostLate = 50_000;

    private readonly byte[] _buffer = new byte[DatagramSize];
    private readonly int _socket;
    private readonly int _wake;
    private bool _isDisposed;

    private LinuxProcessConnector(int socket, int wake)
    {
        _socket = socket;
        _wake = wake;
    }

    /// <summary>Subscribes. Once it succeeds, every later event can be received.</summary>
    public static ReadResult Open(out LinuxProcessConnector? connector)
    {
        connector = null;
        ReadResult socket = ReadResult.FromCall("socket", Libc.OpenNetlink(NetlinkProtocol.Connector));
        if (socket.Failed)
        {
            return socket;
        }

        ReadResult wake = ReadResult.FromCall("eventfd", Libc.CreateEvent());
        if (wake.Failed)
        {
            Libc.Close(socket.Value);
            return wake;
        }

        LinuxProcessConnector opened = new(socket.Value, wake.Value);
        ReadResult result = opened.Subscribe();
        if (result.Failed)
        {
            opened.Dispose();
            return result;
        }

        connector = opened;
        return result;
    }

    /// <summary>Waits until there is something to receive; false once <see cref="Wake"/> has been called.</summary>
    public bool Wait()
    {
        // If polling itself fails, the next receive reports why.
        _ = Libc.Poll(_socket, _wake, Timeout.Infinite, out _, out bool isWoken);
        return !isWoken;
    }

    /// <summary>Ends <see cref="Wait()"/>, now and in every later call.</summary>
    public void Wake() => Libc.Set(_wake);

    /// <summary>Passes on the next datagram's messages. EAGAIN if there is none, ENOBUFS if some were lost before it.</summary>
    public ReadResult Receive(Action<ProcessConnectorMessage> handle)
    {
        int length = Libc.ReceiveNetlink(_socket, _buffer, out uint sender, wait: false);
        if (length < 0)
        {
            return ReadResult.Failure("recvfrom", -length);
        }

        // Another program with the right to do so can also send to the group.
        NetlinkCursor messages = sender == 0 && length <= _buffer.Length ? new NetlinkCursor(_buffer.AsSpan(0, length)) : default;
        while (messages.MoveNext())
        {
            if (ProcessConnectorMessage.TryParse(messages.Payload, out ProcessConnectorMessage message, out string? malformed))
            {
                handle(message);
            }
            else
            {
                PsutilEventSource.Log.Malformed("process connector", malformed);
            }
        }

        return ReadResult.Success(length);
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        // The kernel counts its listeners, and miscounts if an event arrives while a listener's socket is being closed (cn_release, since
        // 6.6). So the subscription is cancelled first.
        _isDisposed = true;
        _ = Send(ProcessConnector.Ignore, 0);
        Libc.Close(_socket);
        Libc.Close(_wake);
    }

    private ReadResult Subscribe()
    {
        // Without this, some kernels drop the count of listeners to zero when an event does not fit into the only socket (send_msg in
        // cn_proc.c).
        ReadResult result = ReadResult.FromCall("setsockopt", Libc.ReportBroadcastErrors(_socket));
        if (!result.Failed)
        {
            result = ReadResult.FromCall("bind", Libc.JoinNetlinkGroups(_socket, 1 << (int)(ProcessConnector.Index - 1)));
        }

        // A smaller buffer than requested is not a failure: an overflow is reported.
        _ = Libc.SetReceiveBuffer(_socket, ReceiveBufferSize);
        uint request = (uint)Random.Shared.Next();
        if (!result.Failed)
        {
            result = Send(ProcessConnector.Listen, request);
        }

        return result.Failed ? result : AwaitAcknowledgement(request + 1);
    }

    // The kernel does not answer callers in other PID or user namespaces. The answers to other programs' requests arrive here as well.
    private ReadResult AwaitAcknowledgement(uint expected)
    {
        long start = Environment.TickCount64;
        int? error = null;
        int late = 0;
        while (error is null)
        {
            // On a busy machine the time can be over before the first look: what has arrived meanwhile is received all the same.
            int left = AcknowledgementMilliseconds - (int)(Environment.TickCount64 - start);
            _ = Libc.Poll(_socket, _wake, Math.Max(left, 0), out _, out _);
            ReadResult received = Receive(message =>
            {
                if (message.What == ProcessConnectorEvent.Acknowledgement && message.Acknowledgement == expected)
                {
                    error = message.Error;
                }
            });
            if (received.Failed && received.Error is not (Errno.EAGAIN or Errno.ENOBUFS))
            {
                return received;
            }

            if (left <= 0 && error is null && (received.Error == Errno.EAGAIN || ++late > MostLate))
            {
                return ReadResult.Failure("recvfrom", Errno.ETIMEDOUT);
            }
        }

        return error == 0 ? ReadResult.Success(0) : ReadResult.Failure("send", error.Value);
    }

    private ReadResult Send(uint operation, uint acknowledgement)
    {
        ProcessConnectorRequest request = new()
        {
            Message = new NetlinkMessageHeader { Length = (uint)Unsafe.SizeOf<ProcessConnectorRequest>(), Type = NetlinkMessageType.Done },
            Header = new ConnectorHeader
            {
                Index = ProcessConnector.Index,
                Value = ProcessConnector.Value,
                Acknowledgement = acknowledgement,
                Length = sizeof(uint),
            },
            Operation = operation,
        };
        return ReadResult.FromCall(
            "send",
            Libc.Send(_socket, MemoryMarshal.AsBytes(new ReadOnlySpan<ProcessConnectorRequest>(in request)))
        );
    }
}
