namespace Psutil.Tool.Listing;

/// <summary>
/// Estimates the power of processes by their share of the CPU time. Nothing measures the energy of a process:
/// <see cref="EnergyReading.EstimateWatts"/> says what the estimate ignores. Not thread-safe.
/// </summary>
internal sealed class EnergyEstimate(Machine machine)
{
    private EnergyMeter? _meter;
    private CpuTimes? _earlier;
    private EnergyReading? _reading;
    private TimeSpan _busy;

    /// <summary>Why there is no estimate; null if there is one.</summary>
    public UnavailableReason? Missing { get; private set; } = UnavailableReason.NotSupported;

    /// <summary>Whether the next measurement is the first, so that nothing is missing yet.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Takes the first sample. Called again, it does nothing.</summary>
    public void Begin()
    {
        if (_meter is not null)
        {
            return;
        }

        try
        {
            IReadOnlyList<EnergyZone> zones = machine.Energy?.GetZones() ?? [];
            if (zones.Any(zone => zone.EnergyMicrojoules is not null))
            {
                _meter = machine.Energy!.CreateMeter();
                _earlier = machine.Cpu.GetTimes();
                IsPending = true;
            }

            Missing = zones.FirstOrDefault(zone => zone.Unavailable is not null)?.Unavailable ?? UnavailableReason.NotSupported;
        }
        catch (PsutilException exception)
        {
            Missing = ReasonOf(exception);
        }
    }

    /// <summary>Measures what was used since the previous call, or since <see cref="Begin"/>.</summary>
    public void Measure()
    {
        if (_meter is null)
        {
            return;
        }

        try
        {
            EnergyReading? reading = _meter.Read();
            CpuTimes now = machine.Cpu.GetTimes();
            if (reading is null)
            {
                return;
            }

            IsPending = false;
            (_reading, _busy) = (reading, BusyOf(now) - BusyOf(_earlier.GetValueOrDefault()));
            _earlier = now;
            Missing = reading.Watts is null ? UnavailableReason.NotSupported : null;
        }
        catch (PsutilException exception)
        {
            (_reading, IsPending, Missing) = (null, false, ReasonOf(exception));
        }
    }

    /// <summary>An estimate of the watts of a process; null if it is unknown.</summary>
    /// <param name="cpuPercent">Its CPU time meanwhile, in percent of one CPU; null if unknown.</param>
    public double? WattsOf(double? cpuPercent) =>
        cpuPercent is { } percent && _reading is { } reading ? reading.EstimateWatts(reading.Elapsed * (percent / 100), _busy) : null;

    private static UnavailableReason ReasonOf(PsutilException exception) =>
        exception switch
        {
            AccessDeniedException => UnavailableReason.Denied,
            PsutilNotSupportedException => UnavailableReason.NotSupported,
            PsutilTimeoutException => UnavailableReason.TimedOut,
            MalformedDataException => UnavailableReason.Malformed,
            _ => UnavailableReason.Failed,
        };

    private static TimeSpan BusyOf(CpuTimes times) =>
        (times.Total ?? TimeSpan.Zero) - (times.Idle ?? TimeSpan.Zero) - (times.IOWait ?? TimeSpan.Zero);
}
