namespace Psutil;

/// <summary>
/// Counts what each process sends and receives over TCP and UDP while the meter exists. Created by
/// <see cref="Processes.CreateNetworkMeter"/>; the caller disposes it. Not thread-safe.
/// </summary>
/// <remarks>
/// The traffic is attributed to the process whose call sends or receives. Each reading costs a few microseconds per process that has used
/// the network since the meter began, or, with <see cref="ProcessNetworkSource.TcpSockets"/>, per socket and per descriptor.
/// </remarks>
public abstract class ProcessNetworkMeter : IDisposable
{
    // Rates over a shorter time say nothing (as RateMeter).
    internal static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);

    private readonly TimeProvider _clock;
    private readonly ProcessIdentity? _onlyProcess;
    private Dictionary<ProcessIdentity, ProcessNetworkIOCounters> _previous = [];
    private long _previousTime;

    /// <summary>Begins to measure time.</summary>
    /// <param name="clock">The clock that rates are computed with.</param>
    /// <param name="options">What is asked for; null for the defaults.</param>
    protected ProcessNetworkMeter(TimeProvider clock, ProcessNetworkMeterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _onlyProcess = options?.Process;
        _previousTime = clock.GetTimestamp();
    }

    /// <summary>Where the traffic is read.</summary>
    public abstract ProcessNetworkSource Source { get; }

    /// <summary>
    /// The name of <see cref="Source"/>, with how the kernel is asked: <c>BPF (tracepoints)</c> since Linux 6.3, <c>BPF (fexit)</c> before,
    /// or <c>tcp_info</c>.
    /// </summary>
    public virtual string SourceName => Source == ProcessNetworkSource.Bpf ? "BPF" : "tcp_info";

    /// <summary>
    /// Why <see cref="Source"/> is not <see cref="ProcessNetworkSource.Bpf"/>, in words; null if it is.
    /// </summary>
    public abstract string? FallbackReason { get; }

    /// <summary>Reads the sums since the meter began, and the rates since the previous reading.</summary>
    /// <exception cref="PsutilException">The source could not be read. The next reading has what this one would have had.</exception>
    /// <exception cref="ObjectDisposedException">The meter was disposed.</exception>
    public ProcessNetworkReading Read()
    {
        NetworkUseSample sample = ReadCore();
        long now = _clock.GetTimestamp();
        TimeSpan elapsed = _clock.GetElapsedTime(_previousTime, now);
        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> alive = new(sample.Alive.Count);
        List<ProcessNetworkUse> processes = new(sample.Alive.Count + sample.Ended.Count);
        foreach ((ProcessIdentity identity, ProcessNetworkIOCounters counters) in sample.Alive)
        {
            if (IsAskedFor(identity))
            {
                processes.Add(Describe(identity, counters, elapsed, hasEnded: false));
                alive[identity] = counters;
            }
        }

        foreach ((ProcessIdentity identity, ProcessNetworkIOCounters counters) in sample.Ended)
        {
            if (IsAskedFor(identity))
            {
                processes.Add(Describe(identity, counters, elapsed, hasEnded: true));
            }
        }

        processes.Sort(static (left, right) => Compare(left.Identity, right.Identity));
        _previous = alive;
        _previousTime = now;
        return new ProcessNetworkReading
        {
            Elapsed = elapsed,
            Processes = processes,
            Unattributed = sample.Unattributed,
            Missed = sample.Missed,
            Hidden = sample.Hidden,
            Connections = Describe(sample.Connections, elapsed),
            WithoutConnection = sample.WithoutConnection,
        };
    }

    /// <summary>Ends the counting: nothing of it stays in the kernel.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads the sums of all processes. Those that ended are not asked for again.</summary>
    protected abstract NetworkUseSample ReadCore();

    /// <summary>Releases the source.</summary>
    protected virtual void Dispose(bool disposing) { }

    private bool IsAskedFor(ProcessIdentity identity) => _onlyProcess is null || _onlyProcess == identity;

    private ProcessConnectionUse[] Describe(IReadOnlyList<ProcessConnectionUse> connections, TimeSpan elapsed)
    {
        ProcessConnectionUse[] described =
        [
            .. connections
                .Where(use => IsAskedFor(use.Identity))
                .Select(use =>
                    elapsed < ShortestInterval ? use : use with { Rates = ProcessNetworkIORates.Between(default, use.Counters, elapsed) }
                ),
        ];
        Array.Sort(described, static (left, right) => Compare(left, right));
        return described;
    }

    private ProcessNetworkUse Describe(ProcessIdentity identity, in ProcessNetworkIOCounters counters, TimeSpan elapsed, bool hasEnded) =>
        new()
        {
            Identity = identity,
            Counters = counters,
            Rates =
                elapsed < ShortestInterval ? null : ProcessNetworkIORates.Between(_previous.GetValueOrDefault(identity), counters, elapsed),
            HasEnded = hasEnded,
        };

    private static int Compare(ProcessConnectionUse left, ProcessConnectionUse right)
    {
        int byProcess = Compare(left.Identity, right.Identity);
        return byProcess != 0 ? byProcess : BytesOf(right).CompareTo(BytesOf(left));

        static long BytesOf(ProcessConnectionUse use) => use.Counters.BytesSent + use.Counters.BytesReceived;
    }

    private static int Compare(ProcessIdentity left, ProcessIdentity right)
    {
        int byPid = left.Pid.CompareTo(right.Pid);
        return byPid != 0 ? byPid : Nullable.Compare(left.StartTime, right.StartTime);
    }
}
