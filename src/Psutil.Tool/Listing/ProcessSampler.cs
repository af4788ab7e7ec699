using Psutil.Tool.Commands;
using Psutil.Tool.Report;

namespace Psutil.Tool.Listing;

/// <summary>Lists processes once or repeatedly, and measures their CPU use between the listings.</summary>
/// <param name="host">The host.</param>
/// <param name="machine">The machine.</param>
/// <param name="interval">How long CPU use is measured for the first listing.</param>
/// <param name="repeats">Whether the same fields will be listed more than once: then the table is kept between the listings.</param>
internal sealed class ProcessSampler(ToolHost host, Machine machine, TimeSpan interval, bool repeats = false) : IDisposable
{
    // Two threads read a table in little more than half the time if a second CPU is idle.
    private const int ReadingThreads = 2;

    private readonly EnergyEstimate _energy = new(machine);
    private ProcessMonitor? _monitor;
    private bool _estimatesEnergy;

    /// <summary>Sets the machine's memory, if the caller has already read it.</summary>
    public Func<long?> ReadTotalMemory { get; init; } = () => TotalMemory(machine);

    /// <summary>All processes with the given fields.</summary>
    public IReadOnlyList<ProcessRow> List(IEnumerable<ProcessField> fields, ProcessFields extraSources, bool needsPercent = false)
    {
        ProcessFields sources = extraSources;
        bool needsGpuPercent = false;
        _estimatesEnergy = fields.Contains(ProcessFieldTable.Energy);
        needsPercent |= _estimatesEnergy;
        foreach (ProcessField field in fields)
        {
            sources |= field.Sources;
            needsPercent |= field == ProcessFieldTable.CpuPercent;
            needsGpuPercent |= field == ProcessFieldTable.GpuPercent;
        }

        long? totalMemory = (sources & ProcessFields.Memory) != 0 ? ReadTotalMemory() : null;
        return repeats || MeasuresTraffic(sources)
            ? Refresh(sources, needsPercent || needsGpuPercent, totalMemory)
            : Capture(sources, needsPercent, needsGpuPercent, totalMemory);
    }

    /// <summary>Notes what is not counted of the network traffic, if it is shown.</summary>
    public void NoteTraffic(WatchLoop loop)
    {
        if (_monitor is { } monitor && MeasuresTraffic(monitor.Fields))
        {
            TrafficNotice.Note(loop, monitor.NetworkSource, monitor.NetworkShortfall, monitor.NetworkReading);
        }
    }

    public void Dispose() => _monitor?.Dispose();

    /// <summary>The machine's memory; null if it cannot be read, which must not prevent the listing.</summary>
    public static long? TotalMemory(Machine machine)
    {
        try
        {
            return machine.Memory.GetVirtual().Total;
        }
        catch (PsutilException)
        {
            return null;
        }
    }

    private void BeginEnergy()
    {
        if (_estimatesEnergy)
        {
            _energy.Begin();
        }
    }

    private void MeasureEnergy()
    {
        if (_estimatesEnergy)
        {
            _energy.Measure();
        }
    }

    private static bool MeasuresTraffic(ProcessFields sources) => (sources & ProcessFields.NetworkIO) != 0;

    private List<ProcessRow> Capture(ProcessFields sources, bool needsPercent, bool needsGpuPercent, long? totalMemory)
    {
        // Measured by samples of only what is measured: CPU times alone are so fast that every process has the same interval.
        UseSample? earlier = null;
        UseSample? later = null;
        if (needsPercent || needsGpuPercent)
        {
            BeginEnergy();
            earlier = UseSample.Take(machine.Processes, needsGpuPercent, host.Clock);
            host.Sleep(interval);
            later = UseSample.Take(machine.Processes, needsGpuPercent, host.Clock);
            MeasureEnergy();
        }

        IReadOnlyList<ProcessSnapshot> snapshots = machine.Processes.Capture(sources, ReadingThreads);
        DateTimeOffset now = host.Clock.GetUtcNow();
        List<ProcessRow> rows = new(snapshots.Count);
        foreach (ProcessSnapshot snapshot in snapshots)
        {
            rows.Add(
                new ProcessRow(snapshot, later?.PercentSince(earlier!, snapshot.Identity), totalMemory)
                {
                    Time = now,
                    EnergyReason = _estimatesEnergy ? _energy.Missing : null,
                    EstimatedWatts = _estimatesEnergy ? _energy.WattsOf(later?.PercentSince(earlier!, snapshot.Identity)) : null,
                    GpuPercent = later?.GpuPercentSince(earlier!, snapshot.Identity),
                }
            );
        }

        return rows;
    }

    private List<ProcessRow> Refresh(ProcessFields sources, bool needsPercent, long? totalMemory)
    {
        if (_monitor is null)
        {
            _monitor = machine.Processes.CreateMonitor(sources);
            BeginEnergy();
            if (needsPercent)
            {
                _monitor.Refresh();
            }

            if (needsPercent || MeasuresTraffic(sources))
            {
                host.Sleep(interval);
            }
        }

        _monitor.Refresh();
        MeasureEnergy();
        DateTimeOffset now = host.Clock.GetUtcNow();
        List<ProcessRow> rows = new(_monitor.Processes.Count);
        foreach (MonitoredProcess process in _monitor.Processes)
        {
            rows.Add(
                new ProcessRow(process.Snapshot, process.CpuPercent, totalMemory)
                {
                    Time = now,
                    IORates = process.IORates,
                    GpuPercent = process.GpuPercent,
                    EnergyReason = _estimatesEnergy ? _energy.Missing : null,
                    EstimatedWatts = _estimatesEnergy ? _energy.WattsOf(process.CpuPercent) : null,
                    Traffic = ProcessTraffic.Of(_monitor, process),
                }
            );
        }

        return rows;
    }
}
