using System.Net.Sockets;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The traffic of TCP sockets, by what each had transferred at the previous reading and at this one. Of a socket that began after the
/// source was opened, everything counts; of one that ended, what it transferred after its last reading is lost.
/// </summary>
internal sealed class TcpSocketTraffic : ITrafficSource
{
    private const int MostSockets = 1 << 18;

    private readonly FileTree _proc;
    private readonly bool _countsConnections;
    private readonly ProcessIdentity? _onlyProcess;
    private readonly Dictionary<ProcessIdentity, TrafficSums> _sums = [];
    private Dictionary<ulong, TcpTransfer> _previous = [];
    private TrafficSums _unattributed;
    private long _missed;

    private TcpSocketTraffic(FileTree proc, bool countsConnections, ProcessIdentity? onlyProcess)
    {
        _proc = proc;
        _countsConnections = countsConnections;
        _onlyProcess = onlyProcess;
    }

    public ProcessNetworkSource Kind => ProcessNetworkSource.TcpSockets;

    public string Name => "tcp_info";

    /// <summary>Begins to count.</summary>
    /// <param name="proc">The processes.</param>
    /// <param name="countsConnections">Whether to count each connection as well.</param>
    /// <param name="onlyProcess">The only process whose descriptors are read; null for all.</param>
    /// <param name="traffic">The source.</param>
    public static ReadResult Open(FileTree proc, bool countsConnections, ProcessIdentity? onlyProcess, out TcpSocketTraffic traffic)
    {
        traffic = new TcpSocketTraffic(proc, countsConnections, onlyProcess);
        return traffic.ReadSockets(out traffic._previous);
    }

    public ReadResult Read(out NetworkUseSample? sample)
    {
        sample = null;
        ReadResult result = ReadSockets(out Dictionary<ulong, TcpTransfer> sockets);
        if (result.Failed)
        {
            return result;
        }

        using SocketOwners owners = new();
        HashSet<int> hidden = [];
        result = FindOwners(owners, hidden);
        if (result.Failed)
        {
            return result;
        }

        owners.Index();
        List<ProcessConnectionUse> connections = AddAll(sockets, owners);
        _previous = sockets;

        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> alive = new(_sums.Count);
        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> ended = [];
        foreach ((ProcessIdentity identity, TrafficSums sums) in _sums)
        {
            Dictionary<ProcessIdentity, ProcessNetworkIOCounters> group = TrafficProcesses.HasEnded(_proc, identity) ? ended : alive;
            group[identity] = ToCounters(in sums);
        }

        foreach (ProcessIdentity identity in ended.Keys)
        {
            _sums.Remove(identity);
        }

        sample = new NetworkUseSample
        {
            Alive = alive,
            Ended = ended,
            Unattributed = ToCounters(in _unattributed),
            Missed = _missed,
            Hidden = hidden,
            Connections = connections,
            WithoutConnection = default,
        };
        return ReadResult.Success(0);
    }

    public void Dispose() { }

    private ReadResult FindOwners(SocketOwners owners, HashSet<int> hidden)
    {
        if (_onlyProcess is not { Pid: var pid })
        {
            return LinuxSocketOwners.Scan(_proc, owners, hidden);
        }

        ReadResult result = LinuxSocketOwners.ScanProcess(_proc, pid, owners);
        if (result.Error is Errno.EACCES or Errno.EPERM)
        {
            hidden.Add(pid);
        }

        // It may have ended.
        return ReadResult.Success(1);
    }

    private List<ProcessConnectionUse> AddAll(Dictionary<ulong, TcpTransfer> sockets, SocketOwners owners)
    {
        List<ProcessConnectionUse> connections = [];
        Dictionary<int, ProcessIdentity?> identities = [];
        foreach (TcpTransfer socket in sockets.Values)
        {
            TcpTransfer before = _previous.GetValueOrDefault(socket.Cookie);
            long sent = Math.Max(0, socket.BytesAcked - before.BytesAcked);
            long received = Math.Max(0, socket.BytesReceived - before.BytesReceived);
            if (sent == 0 && received == 0)
            {
                continue;
            }

            ref TrafficSums sums = ref _unattributed;
            if (FindHolder((uint)socket.Socket.Inode, owners, identities) is { } holder)
            {
                sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, holder, out _);
                if (_countsConnections)
                {
                    connections.Add(Describe(holder, in socket.Socket, sent, received));
                }
            }
            else if (_onlyProcess is not null)
            {
                continue;
            }

            sums.BytesSent += sent;
            sums.BytesReceived += received;
        }

        return connections;
    }

    private static ProcessConnectionUse Describe(ProcessIdentity holder, in InetSocket socket, long sent, long received) =>
        new()
        {
            Identity = holder,
            Family = socket.IsIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
            Type = SocketType.Stream,
            LocalEndPoint = socket.LocalEndPoint,
            RemoteEndPoint = socket.RemoteEndPoint,
            Counters = new ProcessNetworkIOCounters { BytesSent = sent, BytesReceived = received },
        };

    // If several processes hold a socket, the one with the lowest PID, mostly the parent, gets all of its traffic.
    private ProcessIdentity? FindHolder(uint inode, SocketOwners owners, Dictionary<int, ProcessIdentity?> identities)
    {
        int lowest = int.MaxValue;
        int cursor = 0;
        while (inode != 0 && owners.TryNext(inode, ref cursor, out int pid, out _))
        {
            lowest = Math.Min(lowest, pid);
        }

        if (lowest == int.MaxValue)
        {
            return null;
        }

        ref ProcessIdentity? identity = ref CollectionsMarshal.GetValueRefOrAddDefault(identities, lowest, out bool isKnown);
        if (!isKnown)
        {
            identity =
                !TrafficProcesses.ReadStart(_proc, lowest, out long? ticks).Failed && ticks is not null
                    ? new ProcessIdentity(lowest, ticks)
                    : null;
        }

        return identity;
    }

    private ReadResult ReadSockets(out Dictionary<ulong, TcpTransfer> sockets)
    {
        Dictionary<ulong, TcpTransfer> found = new(_previous.Count);
        long beyond = 0;
        using NetlinkSession session = new(NetlinkProtocol.SocketDiagnostics);
        TcpDiagnosticsRequest request = new() { States = TcpStateNumber.WithConnection, Extensions = TcpTransfer.InfoExtension };
        ReadResult result = session.List(
            SocketDiagnosticsType.TcpOfBothFamilies,
            in request,
            () =>
            {
                found.Clear();
                beyond = 0;
            },
            (_, message) =>
            {
                if (!TcpTransfer.TryParse(message, out TcpTransfer transfer, out string? malformed))
                {
                    PsutilEventSource.Log.Malformed("sock_diag", malformed);
                }
                else if (found.Count < MostSockets)
                {
                    found[transfer.Cookie] = transfer;
                }
                else
                {
                    beyond++;
                }
            }
        );
        sockets = found;
        _missed += beyond;
        return result;
    }

    private static ProcessNetworkIOCounters ToCounters(in TrafficSums sums) =>
        new() { BytesSent = sums.BytesSent, BytesReceived = sums.BytesReceived };
}
