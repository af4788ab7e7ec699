using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Compare.Readings.Library;

internal abstract class LibraryConnections(string workload, double bar, bool owners) : LibraryReading
{
    private IReadOnlyList<NetworkConnection> _connections = [];

    public override string Workload => workload;

    public override double? Bar => bar;

    private protected virtual Machine Subject => Machine;

    public override int Read()
    {
        _connections = Subject.Network.GetConnections(ConnectionKinds.Inet, owners);
        return 1;
    }

    public override void Check(RecordWriter records)
    {
        foreach (NetworkConnection connection in _connections)
        {
            if (connection.Family == AddressFamily.InterNetwork && connection.Type == SocketType.Stream)
            {
                string record = $"{connection.LocalEndPoint}-{connection.RemoteEndPoint ?? new IPEndPoint(IPAddress.Any, 0)}";
                records.Write(record, "state", Word(connection.State));
                records.Write(record, "pid", connection.Pid);
            }
        }
    }

    private static string? Word(TcpState? state) =>
        state switch
        {
            TcpState.Established => "ESTABLISHED",
            TcpState.Listen => "LISTEN",
            _ => state?.ToString(),
        };
}
