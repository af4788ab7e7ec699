using System.Net;

namespace Psutil.Server;

/// <summary>Where the server listens: an address with a port, or a UNIX socket.</summary>
internal sealed record ListenAddress
{
    private const string SocketPrefix = "unix:";

    private ListenAddress() { }

    /// <summary>The address; null for a socket.</summary>
    public IPEndPoint? EndPoint { get; private init; }

    /// <summary>The path of the socket; null for an address.</summary>
    public string? SocketPath { get; private init; }

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLocal => EndPoint is null || IPAddress.IsLoopback(EndPoint.Address);

    /// <summary>Reads <c>127.0.0.1:9595</c>, <c>[::1]:9595</c>, <c>localhost:9595</c> or <c>unix:PATH</c>.</summary>
    /// <exception cref="ServeException">It is none of these.</exception>
    public static ListenAddress Parse(string text)
    {
        if (text.StartsWith(SocketPrefix, StringComparison.Ordinal))
        {
            string path = text[SocketPrefix.Length..];
            return Path.IsPathFullyQualified(path)
                ? new ListenAddress { SocketPath = path }
                : throw new ServeException($"--listen {text}: the path of a socket begins at the root, as in unix:/run/psutil.sock");
        }

        const string Localhost = "localhost:";
        string address = text.StartsWith(Localhost, StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1:{text[Localhost.Length..]}" : text;
        // Without a port, the parser takes the last part of an IPv6 address for one.
        bool hasPort = address.StartsWith('[') ? address.Contains("]:", StringComparison.Ordinal) : address.Count(unit => unit == ':') == 1;
        return hasPort && IPEndPoint.TryParse(address, out IPEndPoint? endPoint)
            ? new ListenAddress { EndPoint = endPoint }
            : throw new ServeException(
                $"--listen {text}: an address and a port are needed, as in 127.0.0.1:9595 or [::1]:9595, or unix:PATH"
            );
    }
}
