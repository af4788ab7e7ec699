using System.Collections.Frozen;

namespace Psutil.Tool.Tests.Fakes;

/// <summary>Traffic that grows with the clock: two processes that are there, and one that ends.</summary>
internal sealed class ToolNetworkMeter(ToolProcesses processes, FakeClock clock, ProcessNetworkMeterOptions options, string? fallback)
    : ProcessNetworkMeter(clock, options)
{
    private readonly TimeSpan _start = clock.Elapsed;
    private readonly bool _countsConnections = options.IncludeConnections;
    private long _before;
    private bool _hasRead;

    public override ProcessNetworkSource Source => fallback is null ? ProcessNetworkSource.Bpf : ProcessNetworkSource.TcpSockets;

    public override string? FallbackReason => fallback;

    protected override NetworkUseSample ReadCore()
    {
        long milliseconds = (long)(clock.Elapsed - _start).TotalMilliseconds;
        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> ended = _hasRead
            ? []
            : new() { [new ProcessIdentity(777, 77_700)] = Count(512, 0) };
        _hasRead = true;
        long passed = milliseconds - _before;
        _before = milliseconds;
        return new NetworkUseSample
        {
            Alive = new Dictionary<ProcessIdentity, ProcessNetworkIOCounters>
            {
                [processes.Get(1).Identity] = Count(milliseconds, 20 * milliseconds),
                [processes.Get(310).Identity] = Count(5000 * milliseconds, 10 * milliseconds),
            },
            Ended = ended,
            Unattributed = Count(fallback is null ? 0 : 100, 0),
            Missed = 0,
            Hidden = FrozenSet<int>.Empty,
            Connections = _countsConnections ? [.. Connections(passed)] : [],
            WithoutConnection = _countsConnections && fallback is null ? Count(64, 0) : default,
        };
    }

    private IEnumerable<ProcessConnectionUse> Connections(long passed)
    {
        yield return Describe(ToolNetwork.Sockets[0], Count(5000 * passed, 0));
        if (fallback is null)
        {
            yield return Describe(ToolNetwork.Sockets[1], Count(0, 10 * passed));
        }
    }

    private ProcessConnectionUse Describe(NetworkConnection socket, ProcessNetworkIOCounters counters) =>
        new()
        {
            Identity = processes.Get(310).Identity,
            Family = socket.Family,
            Type = socket.Type,
            LocalEndPoint = socket.LocalEndPoint,
            RemoteEndPoint = socket.RemoteEndPoint,
            Counters = counters,
        };

    private ProcessNetworkIOCounters Count(long sent, long received) =>
        new()
        {
            BytesSent = sent,
            BytesReceived = received,
            MessagesSent = fallback is null ? sent / 100 : null,
            MessagesReceived = fallback is null ? received / 100 : null,
        };
}
