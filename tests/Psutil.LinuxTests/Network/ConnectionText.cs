using System.Net;

namespace Psutil.LinuxTests;

/// <summary>Connections as lines that can be compared whatever order they come in.</summary>
internal static class ConnectionText
{
    /// <summary>All that psutil and <c>/proc/net</c> can tell too: no scope, and no path of the other end.</summary>
    public static string Of(NetworkConnection connection) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{connection.Family} {connection.Type} {Of(connection.LocalEndPoint)} {Of(connection.RemoteEndPoint)} {connection.LocalPath} {connection.State} {connection.Pid} {connection.FileDescriptor}"
        );

    public static string[] Of(IEnumerable<NetworkConnection> connections) => [.. connections.Select(Of).Order(StringComparer.Ordinal)];

    private static string Of(IPEndPoint? endPoint)
    {
        if (endPoint is null)
        {
            return "-";
        }

        byte[] bytes = endPoint.Address.GetAddressBytes();
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}|{endPoint.Port}");
    }
}
