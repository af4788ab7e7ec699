namespace Psutil.Diagnostics;

/// <summary>The process table, kept over time for the instruments that need it.</summary>
internal sealed class ProcessTable(Machine machine) : IDisposable
{
    private readonly Lock _lock = new();
    private ProcessMonitor? _monitor;
    private bool _isDisposed;

    /// <summary>Reads the table.</summary>
    public ProcessTableReading? Read()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return null;
            }

            _monitor ??= machine.Processes.CreateMonitor(ProcessFields.Basic);
            _monitor.Refresh();
            return new ProcessTableReading { ByState = CountByState(_monitor.Processes) };
        }
    }

    /// <summary>Closes the files that the monitor keeps open.</summary>
    public void Dispose()
    {
        // A reading that is under way ends first.
        lock (_lock)
        {
            _isDisposed = true;
            _monitor?.Dispose();
        }
    }

    private static Dictionary<string, long> CountByState(IReadOnlyList<MonitoredProcess> processes)
    {
        Dictionary<string, long> counts = new(StringComparer.Ordinal)
        {
            ["running"] = 0,
            ["sleeping"] = 0,
            ["stopped"] = 0,
            ["defunct"] = 0,
        };
        foreach (MonitoredProcess process in processes)
        {
            string? state = process.Snapshot.Status switch
            {
                ProcessStatus.Running or ProcessStatus.Waking => "running",
                ProcessStatus.Stopped or ProcessStatus.TracingStop or ProcessStatus.Suspended => "stopped",
                ProcessStatus.Zombie or ProcessStatus.Dead => "defunct",
                null => null,
                _ => "sleeping",
            };
            if (state is not null)
            {
                counts[state]++;
            }
        }

        return counts;
    }
}
