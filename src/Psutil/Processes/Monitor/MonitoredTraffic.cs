namespace Psutil;

/// <summary>The traffic of the processes of a monitor, counted from the monitor's creation until its end.</summary>
internal sealed class MonitoredTraffic : IDisposable
{
    // One object for the many processes that have sent and received nothing.
    private static readonly object NothingAndMessages = new ProcessNetworkIOCounters
    {
        BytesSent = 0,
        BytesReceived = 0,
        MessagesSent = 0,
        MessagesReceived = 0,
    };

    private static readonly object NothingWithoutMessages = new ProcessNetworkIOCounters { BytesSent = 0, BytesReceived = 0 };

    private readonly ProcessNetworkMeter? _meter;
    private readonly Unavailability _refusal;

    /// <summary>Begins to count. If that fails, every process has the reason.</summary>
    public MonitoredTraffic(Func<ProcessNetworkMeter> createMeter)
    {
        try
        {
            _meter = createMeter();
            Shortfall = _meter.FallbackReason;
        }
        catch (PsutilException exception)
        {
            _refusal = exception.ToUnavailability();
            Shortfall = exception.Message;
        }
    }

    /// <summary>As <see cref="ProcessMonitor.NetworkSource"/>.</summary>
    public ProcessNetworkSource? Source => _meter?.Source;

    /// <summary>As <see cref="ProcessMonitor.NetworkShortfall"/>.</summary>
    public string? Shortfall { get; }

    /// <summary>As <see cref="ProcessMonitor.NetworkReading"/>.</summary>
    public ProcessNetworkReading? Reading { get; private set; }

    /// <summary>Reads the traffic and adds it to the snapshots of a refresh.</summary>
    /// <param name="table">The processes that are there.</param>
    /// <param name="exited">Those that have ended, of which the meter knows the final sums once.</param>
    public void AddTo(IReadOnlyList<MonitoredProcess> table, List<MonitoredProcess> exited)
    {
        Reading = null;
        if (_meter is null)
        {
            SetAll(table, _refusal);
            return;
        }

        try
        {
            Reading = _meter.Read();
        }
        catch (PsutilException exception)
        {
            SetAll(table, exception.ToUnavailability());
            return;
        }

        // Two processes that had a PID within one clock tick have one identity, and one of them may have ended.
        Dictionary<ProcessIdentity, ProcessNetworkUse> uses = new(Reading.Processes.Count);
        foreach (ProcessNetworkUse use in Reading.Processes)
        {
            uses[use.Identity] = use;
        }

        foreach (MonitoredProcess process in exited)
        {
            if (uses.TryGetValue(process.Identity, out ProcessNetworkUse? use))
            {
                process.SetNetworkIO(use.Counters, use.Rates, null);
            }
        }

        bool hasMessages = _meter.Source == ProcessNetworkSource.Bpf;
        ProcessNetworkIORates? noRates = Reading.Elapsed < ProcessNetworkMeter.ShortestInterval ? null : default(ProcessNetworkIORates);
        foreach (MonitoredProcess process in table)
        {
            if (Reading.Hidden.Contains(process.Pid))
            {
                process.SetNetworkIO(null, null, new Unavailability { Reason = UnavailableReason.Denied });
            }
            else if (uses.TryGetValue(process.Identity, out ProcessNetworkUse? use))
            {
                process.SetNetworkIO(use.Counters, use.Rates, null);
            }
            else
            {
                process.SetNetworkIO(hasMessages ? NothingAndMessages : NothingWithoutMessages, noRates, null);
            }
        }
    }

    public void Dispose() => _meter?.Dispose();

    private static void SetAll(IReadOnlyList<MonitoredProcess> table, Unavailability reason)
    {
        foreach (MonitoredProcess process in table)
        {
            process.SetNetworkIO(null, null, reason);
        }
    }
}
