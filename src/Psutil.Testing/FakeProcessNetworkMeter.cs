using System.Collections.Frozen;

namespace Psutil.Testing;

/// <summary>Counts the traffic that a test adds, from the meter's creation on.</summary>
internal sealed class FakeProcessNetworkMeter(FakeProcesses processes) : ProcessNetworkMeter(processes.Clock)
{
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
            ProcessNetworkIOCounters before = _sums.GetValueOrDefault(identity);
            _sums[identity] = new ProcessNetworkIOCounters
            {
                BytesSent = before.BytesSent + traffic.BytesSent,
                BytesReceived = before.BytesReceived + traffic.BytesReceived,
                MessagesSent = before.MessagesSent.GetValueOrDefault() + traffic.MessagesSent.GetValueOrDefault(),
                MessagesReceived = before.MessagesReceived.GetValueOrDefault() + traffic.MessagesReceived.GetValueOrDefault(),
            };
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

            _sums = new(alive);
            return new NetworkUseSample
            {
                Alive = alive,
                Ended = ended,
                Unattributed = default,
                Missed = 0,
                Hidden = FrozenSet<int>.Empty,
            };
        }
    }

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        processes.Forget(this);
        base.Dispose(disposing);
    }
}
