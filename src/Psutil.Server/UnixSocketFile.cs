using System.Net.Sockets;
using Psutil.Server.Platforms;

namespace Psutil.Server;

/// <summary>A UNIX socket that only its own user, and administrators, can reach.</summary>
internal static class UnixSocketFile
{
    /// <summary>Binds the socket. Nobody can connect before its mode is set: it does not listen yet.</summary>
    public static Socket Bind(UnixDomainSocketEndPoint endPoint)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endPoint);
            SystemFiles.CloseToOthers(endPoint.ToString());
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Removes the socket of a server that ended without doing so.</summary>
    /// <exception cref="ServeException">A server listens on it, or the path is something else.</exception>
    public static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            File.Delete(path);
            return;
        }
        catch (SocketException exception)
        {
            throw new ServeException(
                $"--listen unix:{path}: the file exists and is not a socket of mine: {exception.Message}",
                ExitCode.Fatal
            );
        }

        throw new ServeException($"--listen unix:{path}: another server listens on it", ExitCode.Fatal);
    }

    // A connection to a plain file is refused as well, but that can be opened.
    private static bool IsSocket(string path)
    {
        try
        {
            File.OpenHandle(path).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
