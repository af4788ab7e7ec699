namespace Psutil.Diagnostics;

/// <summary>The process table, kept over time for the instruments that need it.</summary>
internal sealed class ProcessTable : IDisposable
{
    private readonly Machine _machine;
    private readonly ProcessFields _fields;
    private readonly GroupTable? _groups;
    private readonly TopProcesses? _top;
    private readonly Lock _lock = new();
    private ProcessMonitor? _monitor;
    private bool _isDisposed;

    /// <param name="machine">The machine.</param>
    /// <param name="options">Which groups there are, and how many processes are shown by themselves.</param>
    /// <param name="groups">The groups; null if there are none.</param>
    public ProcessTable(Machine machine, PsutilMetricsOptions options, ProcessGroups? groups)
    {
        _machine = machine;
        _groups = groups is null ? null : new GroupTable(machine.Processes, machine.TimeProvider, groups, options.MaximumGroups);
        _top = options.TopProcesses > 0 ? new TopProcesses(machine.Processes, options.TopProcesses, options.TopProcessesBy) : null;
        _fields =
            ProcessFields.Basic
            | (_groups is null && _top is null ? ProcessFields.None : ProcessFields.IOCounters & machine.Processes.SupportedFields);
    }

    /// <summary>Reads the table. Not for two threads at once.</summary>
    public ProcessTableReading? Read()
    {
        if (GetMonitor() is not { } monitor)
        {
            return null;
        }

        ProcessChanges changes = monitor.Refresh();
        return new ProcessTableReading
        {
            ByState = CountByState(monitor.Processes),
            Groups = _groups?.Update(monitor.Processes, changes.Exited) ?? [],
            LeftOut = _groups?.LeftOut,
            Top = _top?.Select(monitor.Processes) ?? [],
        };
    }

    /// <summary>Closes the files that the monitor keeps open. Does not wait for a reading that is under way, which may never end.</summary>
    public void Dispose()
    {
        ProcessMonitor? monitor;
        lock (_lock)
        {
            _isDisposed = true;
            monitor = _monitor;
        }

        monitor?.Dispose();
    }

    private ProcessMonitor? GetMonitor()
    {
        lock (_lock)
        {
            return _isDisposed ? null : _monitor ??= _machine.Processes.CreateMonitor(_fields);
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
