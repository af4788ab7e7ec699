using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Tool.Top.Sampling;

/// <summary>What each socket of a list transferred per second, by a reading of connections.</summary>
internal sealed class ConnectionTraffic
{
    private readonly Dictionary<(int Pid, SocketType Type, IPEndPoint? Local, IPEndPoint? Remote), Traffic> _rates = [];
    private readonly IReadOnlySet<int> _hidden;
    private readonly bool _isComplete;
    private readonly ProcessNetworkSource _source;

    public ConnectionTraffic(ProcessNetworkReading reading, ProcessNetworkSource source)
    {
        _hidden = reading.Hidden;
        _isComplete =
            reading.WithoutConnection is { BytesSent: 0, BytesReceived: 0 } && reading.Connections.All(use => use.Rates is not null);
        _source = source;
        foreach (ProcessConnectionUse use in reading.Connections)
        {
            if (use.Rates is { } rates)
            {
                _rates[(PidOf(use.Identity.Pid), use.Type, use.LocalEndPoint, use.RemoteEndPoint)] = new Traffic(
                    rates.BytesReceivedPerSecond,
                    rates.BytesSentPerSecond
                );
            }
        }
    }

    /// <summary>The traffic of a socket; unknown if it is not counted.</summary>
    public Traffic Of(NetworkConnection socket)
    {
        if (socket.Pid is not { } pid)
        {
            return default;
        }

        bool isCounted = _source == ProcessNetworkSource.Bpf || socket is { Type: SocketType.Stream, State: not TcpState.Listen };
        return _rates.TryGetValue((PidOf(pid), socket.Type, socket.LocalEndPoint, socket.RemoteEndPoint), out Traffic traffic) ? traffic
            : isCounted && _isComplete && !_hidden.Contains(pid) ? new Traffic(0, 0)
            : default;
    }

    // By its sockets, all traffic of one that several processes hold is that of one of them.
    private int PidOf(int pid) => _source == ProcessNetworkSource.Bpf ? pid : 0;
}
