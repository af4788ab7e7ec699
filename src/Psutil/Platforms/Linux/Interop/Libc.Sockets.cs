using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // The same on every architecture that .NET runs on; SOCK_CLOEXEC is O_CLOEXEC there.
    private const int NetlinkFamily = 16;
    private const int RawSocket = 3;
    private const int TellWholeLength = 0x20;

    /// <summary>A netlink socket of a protocol (<see cref="NetlinkProtocol"/>).</summary>
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
            }
            while (result == -Errno.EINTR);

            return result;
        }
    }

    /// <summary>
    /// Receives one datagram with its sender's port (0: the kernel). The result is its whole length, even where that is more than the buffer holds.
    /// </summary>
    public static int ReceiveNetlink(int descriptor, Span<byte> buffer, out uint sender)
    {
        NetlinkSocketAddress address = default;
        uint length = (uint)Unsafe.SizeOf<NetlinkSocketAddress>();
        int result;
        fixed (byte* pointer = buffer)
        {
            do
            {
                result = Result(recvfrom(descriptor, pointer, (nuint)buffer.Length, TellWholeLength, &address, &length));
            }
            while (result == -Errno.EINTR);
        }

        sender = address.Port;
        return result;
    }

    [LibraryImport(Library)]
    private static partial int socket(int family, int type, int protocol);

    [LibraryImport(Library)]
    private static partial nint send(int descriptor, byte* message, nuint length, int flags);

    [LibraryImport(Library)]
    private static partial nint recvfrom(int descriptor, byte* buffer, nuint length, int flags, NetlinkSocketAddress* address, uint* addressLength);
}
