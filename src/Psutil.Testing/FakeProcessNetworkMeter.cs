using System.Collections.Frozen;

namespace Psutil.Testing;

/// <summary>Counts the traffic that a test adds, from the meter's creation on.</summary>
internal sealed class FakeProcessNetworkMeter(FakeProcesses processes, ProcessNetworkMeterOptions options)
    : ProcessNetworkMeter(processes.Clock, options)
{
    private readonly bool _countsConnections = options.IncludeConnections;
    private readonly List<ProcessConnectionUse> _connections = [];
    private Dictionary<ProcessIdentity, ProcessNetworkIOCounters> _sums = [];
    private readonly Lock _lock = new();
    private bool _isDisposed;

    public override ProcessNetworkSource Source => ProcessNetworkSource.Bpf;

    public override string? FallbackReason => null;

    /// <summary>Adds traffic, if the meter is in use.</summary>
    public void Add(ProcessIdentity identity, in ProcessNetworkIOCounters traffic)
    {
        lock (_lock)
        {
            _sums[identity] = Sum(_sums.GetValueOrDefault(identity), in traffic);
        }
    }

    /// <summary>Adds what a connection transferred, if connections are counted.</summary>
    public void Add(ProcessConnectionUse traffic)
    {
        lock (_lock)
        {
            if (!_countsConnections)
            {
                return;
            }

            int index = _connections.FindIndex(use => use with { Counters = default } == traffic with { Counters = default });
            if (index < 0)
            {
                _connections.Add(traffic);
            }
            else
            {
                _connections[index] = traffic with { Counters = Sum(_connections[index].Counters, traffic.Counters) };
            }
        }
    }

    protected override NetworkUseSample ReadCore()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        lock (_lock)
        {
            Dictionary<ProcessIdentity, ProcessNetworkIOCounters> alive = [];
            Dictionary<ProcessIdentity, ProcessNetworkIOCounters> ended = [];
            foreach ((ProcessIdentity identity, ProcessNetworkIOCounters sums) in _sums)
            {
                (processes.Find(identity) is null ? ended : alive)[identity] = sums;
            }

            ProcessConnectionUse[] connections = [.. _connections];
            _connections.Clear();
            _sums = new(alive);
            return new NetworkUseSample
            {
                Alive = alive,
                Ended = ended,
                Unattributed = default,
                Missed = 0,
                Hidden = FrozenSet<int>.Empty,
                Connections = connections,
                WithoutConnection = default,
            };
        }
    }

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        processes.Forget(this);
        base.Dispose(disposing);
    }

    private static ProcessNetworkIOCounters Sum(in ProcessNetworkIOCounters before, in ProcessNetworkIOCounters traffic) =>
        new()
        {
            BytesSent = before.BytesSent + traffic.BytesSent,
            BytesReceived = before.BytesReceived + traffic.BytesReceived,
            MessagesSent = before.MessagesSent.GetValueOrDefault() + traffic.MessagesSent.GetValueOrDefault(),
            MessagesReceived = before.MessagesReceived.GetValueOrDefault() + traffic.MessagesReceived.GetValueOrDefault(),
        };
}
