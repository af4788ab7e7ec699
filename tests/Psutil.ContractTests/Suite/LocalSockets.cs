using System.Net;
using System.Net.Sockets;

namespace Psutil.ContractTests.Suite;

/// <summary>Real sockets of this machine.</summary>
internal static class LocalSockets
{
    public static SubjectConnection Connect(IPAddress address)
    {
        TcpListener listener = new(address, 0);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            Assert.Skip($"This machine does not listen on {address}: {exception.Message}");
        }

        TcpClient client = new(address.AddressFamily);
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        TcpClient server = listener.AcceptTcpClient();
        return new SubjectConnection((IPEndPoint)listener.LocalEndpoint, (IPEndPoint)client.Client.LocalEndPoint!, () =>
        {
            server.Dispose();
            client.Dispose();
            listener.Dispose();
        });
    }

    public static SubjectConnection Bind(IPAddress address)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 || address.AddressFamily == AddressFamily.InterNetwork, "This machine has no IPv6.");
        UdpClient socket = new(new IPEndPoint(address, 0));
        return new SubjectConnection((IPEndPoint)socket.Client.LocalEndPoint!, null, socket.Dispose);
    }

    public static void SendToItself()
    {
        using UdpClient receiver = new(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpClient sender = new(AddressFamily.InterNetwork);
        byte[] packet = new byte[1000];
        for (int count = 0; count < 100; count++)
        {
            sender.Send(packet, (IPEndPoint)receiver.Client.LocalEndPoint!);
        }
    }
}
