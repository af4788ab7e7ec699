using System.Net;
using System.Net.Sockets;

namespace Psutil.LinuxTests;

/// <summary>What stands in the queues of sockets that were opened here, by netlink and by <c>/proc/net</c>.</summary>
public class SocketQueueTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static TheoryData<bool> Sources => [true, false];

    [Theory]
    [MemberData(nameof(Sources))]
    public void BytesThatNobodyReadsStandInTheReceiveQueue(bool isNetlink)
    {
        using Socket listener = Listen();
        using Socket client = Connect(listener);
        using Socket server = listener.Accept();
        client.Send(new byte[4321]);
        WaitFor(isNetlink, server, socket => (socket.ReceiveQueueBytes, socket.AcceptQueueLength) == (4321, null));

        // The other end has nothing to read, and in the end everything it sent is acknowledged.
        WaitFor(isNetlink, client, socket => (socket.ReceiveQueueBytes, socket.SendQueueBytes) == (0, 0));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void BytesThatDoNotFitInTheOtherEndStandInTheSendQueue(bool isNetlink)
    {
        using Socket listener = Listen();
        using Socket client = Connect(listener);
        using Socket server = listener.Accept();
        client.Blocking = false;
        byte[] block = new byte[64 * 1024];
        SocketError error = SocketError.Success;
        for (int round = 0; round < 100_000 && error != SocketError.WouldBlock; round++)
        {
            client.Send(block, 0, block.Length, SocketFlags.None, out error);
        }

        Assert.Equal(SocketError.WouldBlock, error);
        WaitFor(isNetlink, client, socket => socket.SendQueueBytes > 0);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void ConnectionsThatNobodyAcceptsAreCounted(bool isNetlink)
    {
        using Socket listener = Listen();
        using Socket first = Connect(listener);
        using Socket second = Connect(listener);
        WaitFor(isNetlink, listener, socket =>
            (socket.AcceptQueueLength, socket.ReceiveQueueBytes, socket.SendQueueBytes) == (2, null, null)
        );
        using Socket accepted = listener.Accept();
        WaitFor(isNetlink, listener, socket => socket.AcceptQueueLength == 1);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void ADatagramThatNobodyReadsStandsInTheReceiveQueue(bool isNetlink)
    {
        using Socket bound = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.SendTo(new byte[100], bound.LocalEndPoint!);

        // The kernel counts the memory of a datagram, which is more than its bytes.
        WaitFor(isNetlink, bound, socket => socket.ReceiveQueueBytes >= 100);
    }

    [Fact]
    public void AUnixSocketHasItsQueuesByNetlink()
    {
        string path = Path.Combine(Path.GetTempPath(), $"psutil-queue-{Environment.ProcessId}-{Guid.NewGuid():N}");
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(10);
            using Socket first = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            first.Connect(new UnixDomainSocketEndPoint(path));
            using Socket second = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            second.Connect(new UnixDomainSocketEndPoint(path));
            IReadOnlyList<NetworkConnection> before = OfPath();
            if (before.All(socket => socket.ReceiveQueueBytes is null && socket.AcceptQueueLength is null))
            {
                Assert.Skip("This kernel does not list UNIX sockets by sock_diag.");
            }

            Assert.Contains(before, socket =>
                (socket.AcceptQueueLength, socket.ReceiveQueueBytes, socket.SendQueueBytes) == (2, null, null)
            );
            using Socket accepted = listener.Accept();
            first.Send(new byte[4321]);
            IReadOnlyList<NetworkConnection> after = OfPath();
            Assert.Contains(after, socket => socket.AcceptQueueLength == 1);
            Assert.Contains(after, socket =>
                (socket.ReceiveQueueBytes, socket.SendQueueBytes, socket.AcceptQueueLength) == (4321, 0, null)
            );
            Assert.Equal(4321, accepted.Receive(new byte[10_000]));
            Assert.DoesNotContain(OfPath(), socket => socket.ReceiveQueueBytes == 4321);
        }
        finally
        {
            File.Delete(path);
        }

        IReadOnlyList<NetworkConnection> OfPath() =>
            [.. Machine.Local.Network.GetConnections(ConnectionKinds.Unix, owners: false).Where(socket => socket.LocalPath == path)];
    }

    private static void WaitFor(bool isNetlink, Socket subject, Func<NetworkConnection, bool> isMet)
    {
        EndPoint local = subject.LocalEndPoint!;
        EndPoint? remote = subject.Connected ? subject.RemoteEndPoint : null;
        NetworkConnection? last = null;
        bool isReached = SpinWait.SpinUntil(
            () =>
            {
                IReadOnlyList<NetworkConnection> all = isNetlink
                    ? Machine.Local.Network.GetConnections(ConnectionKinds.Inet4, owners: false)
                    : Files.Local(ConnectionKinds.Inet4);
                last = all.FirstOrDefault(socket => local.Equals(socket.LocalEndPoint) && Equals(remote, socket.RemoteEndPoint)) ?? last;
                return last is not null && isMet(last);
            },
            Deadline
        );
        Assert.True(isReached, $"The last state was {last}.");
    }

    private static Socket Listen()
    {
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(10);
        return listener;
    }

    private static Socket Connect(Socket listener)
    {
        Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        return client;
    }
}
