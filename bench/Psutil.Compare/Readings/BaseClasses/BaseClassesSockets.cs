using System.Net;
using System.Net.NetworkInformation;

namespace Psutil.Compare.Readings.BaseClasses;

internal sealed class BaseClassesSockets : BaseClassesReading
{
    private TcpConnectionInformation[] _connections = [];
    private IPEndPoint[] _listeners = [];
    private IPEndPoint[] _udp = [];

    public override string Workload => "sockets";

    public override int Read()
    {
        IPGlobalProperties properties = IPGlobalProperties.GetIPGlobalProperties();
        _connections = properties.GetActiveTcpConnections();
        _listeners = properties.GetActiveTcpListeners();
        _udp = properties.GetActiveUdpListeners();
        return 1;
    }

    public override void Check(RecordWriter records)
    {
        foreach (TcpConnectionInformation connection in _connections)
        {
            records.Write(
                $"{connection.LocalEndPoint}-{connection.RemoteEndPoint}",
                "state",
                connection.State == TcpState.Established ? "ESTABLISHED" : connection.State
            );
        }

        foreach (IPEndPoint listener in _listeners)
        {
            records.Write($"{listener}-0.0.0.0:0", "state", "LISTEN");
        }

        foreach (IPEndPoint endPoint in _udp)
        {
            records.Write($"udp {endPoint}", "state", "NONE");
        }
    }
}
