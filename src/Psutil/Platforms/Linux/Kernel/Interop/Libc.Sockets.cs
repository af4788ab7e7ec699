using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // The same on every architecture that .NET runs on; SOCK_CLOEXEC is O_CLOEXEC there.
    private const int NetlinkFamily = 16;
    private const int RawSocket = 3;
    private const int ReturnWholeLength = 0x20;
    private const int DoNotWait = 0x40;

    // <asm-generic/socket.h> and linux/netlink.h; the same on every architecture that .NET runs on.
    private const int SocketLevel = 1;
    private const int ReceiveBuffer = 8;
    private const int ReceiveBufferBeyondLimit = 33;
    private const int NetlinkLevel = 270;
    private const int BroadcastError = 4;

    /// <summary>Opens a netlink socket of a protocol (<see cref="NetlinkProtocol"/>).</summary>
    public static int OpenNetlink(int protocol) => Result(socket(NetlinkFamily, RawSocket | CloseOnExec, protocol));

    /// <summary>Sends a request to the kernel.</summary>
    public static int Send(int descriptor, ReadOnlySpan<byte> message)
    {
        fixed (byte* pointer = message)
        {
            int result;
            do
            {
                result = Result(send(descriptor, pointer, (nuint)message.Length, 0));
            } while (result == -Errno.EINTR);

            return result;
        }
    }

    /// <summary>Joins a socket to multicast groups of its protocol: group n is the bit n - 1.</summary>
    public static int JoinNetlinkGroups(int descriptor, uint groups)
    {
        NetlinkSocketAddress address = new() { Family = NetlinkFamily, Groups = groups };
        return Result(bind(descriptor, &address, (uint)Unsafe.SizeOf<NetlinkSocketAddress>()));
    }

    /// <summary>
    /// Sets the size of the receive buffer: the requested size if we have the right (CAP_NET_ADMIN), otherwise at most the system's limit.
    /// </summary>
    public static int SetReceiveBuffer(int descriptor, int bytes)
    {
        int result = Result(setsockopt(descriptor, SocketLevel, ReceiveBufferBeyondLimit, &bytes, sizeof(int)));
        return result == 0 ? result : Result(setsockopt(descriptor, SocketLevel, ReceiveBuffer, &bytes, sizeof(int)));
    }

    /// <summary>
    /// Makes the kernel's sender get an error if a multicast message does not fit into this socket (NETLINK_BROADCAST_ERROR).
    /// </summary>
    public static int ReportBroadcastErrors(int descriptor)
    {
        int on = 1;
        return Result(setsockopt(descriptor, NetlinkLevel, BroadcastError, &on, sizeof(int)));
    }

    /// <summary>
    /// Receives one datagram with its sender's port (0: the kernel). The result is its whole length, even if the buffer is shorter. EAGAIN
    /// if there is none and the call does not wait.
    /// </summary>
    public static int ReceiveNetlink(int descriptor, Span<byte> buffer, out uint sender, bool wait = true)
    {
        NetlinkSocketAddress address = default;
        uint length = (uint)Unsafe.SizeOf<NetlinkSocketAddress>();
        int flags = wait ? ReturnWholeLength : ReturnWholeLength | DoNotWait;
        int result;
        fixed (byte* pointer = buffer)
        {
            do
            {
                result = Result(recvfrom(descriptor, pointer, (nuint)buffer.Length, flags, &address, &length));
            } while (result == -Errno.EINTR);
        }

        sender = address.Port;
        return result;
    }

    [LibraryImport(Library)]
    private static partial int socket(int family, int type, int protocol);

    [LibraryImport(Library)]
    private static partial int bind(int descriptor, NetlinkSocketAddress* address, uint length);

    [LibraryImport(Library)]
    private static partial int setsockopt(int descriptor, int level, int option, int* value, uint length);

    [LibraryImport(Library)]
    private static partial nint send(int descriptor, byte* message, nuint length, int flags);

    [LibraryImport(Library)]
    private static partial nint recvfrom(
        int descriptor,
        byte* buffer,
        nuint length,
        int flags,
        NetlinkSocketAddress* address,
        uint* addressLength
    );
}
