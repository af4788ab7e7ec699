using System.Net;
using System.Net.Sockets;

namespace Psutil.LinuxTests;

/// <summary>Open sockets of every kind, so that a list that is compared is never empty.</summary>
internal sealed class SocketZoo : IDisposable
{
    private readonly List<Socket> _sockets = [];
    private readonly TemporaryFolder _folder = new();

    public SocketZoo()
    {
        foreach (IPAddress address in (ReadOnlySpan<IPAddress>)[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            Socket listener = Keep(SocketKindTests.Listen(address));
            Keep(SocketKindTests.Connect(listener));
            Keep(listener.Accept());
            Socket bound = Keep(new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp));
            bound.Bind(new IPEndPoint(address, 0));
            Keep(new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)).Connect(bound.LocalEndPoint!);
        }

        foreach (SocketType type in (ReadOnlySpan<SocketType>)[SocketType.Stream, SocketType.Seqpacket])
        {
            UnixDomainSocketEndPoint path = new(Path.Join(_folder.Path, type.ToString()));
            Socket listener = Keep(new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified));
            listener.Bind(path);
            listener.Listen();
            Keep(new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified)).Connect(path);
            Keep(listener.Accept());
        }

        UnixDomainSocketEndPoint name = new("\0zoo" + Path.GetFileName(_folder.Path));
        Keep(new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)).Bind(name);
        Keep(new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)).Connect(name);
    }

    public void Dispose()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _folder.Dispose();
    }

    private Socket Keep(Socket socket)
    {
        _sockets.Add(socket);
        return socket;
    }
}
