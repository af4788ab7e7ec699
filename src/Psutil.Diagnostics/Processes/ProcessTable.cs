namespace Psutil.Diagnostics;

/// <summary>The process table, kept over time for the instruments that need it.</summary>
internal sealed class ProcessTable : IDisposable
{
    private readonly SharedProcessTable _table;
    private readonly GroupTable? _groups;
    private readonly TopProcesses? _top;
    private int _isDisposed;

    /// <param name="machine">The machine.</param>
    /// <param name="options">Which groups there are, and how many processes are shown by themselves.</param>
    /// <param name="groups">The groups; null if there are none.</param>
    public ProcessTable(SharedMachine machine, PsutilMetricsOptions options, ProcessGroups? groups)
    {
        _groups = groups is null ? null : new GroupTable(machine.Processes, machine.Inner.TimeProvider, groups, options.MaximumGroups);
        _top = options.TopProcesses > 0 ? new TopProcesses(machine.Processes, options.TopProcesses, options.TopProcessesBy) : null;
        _table = machine.GetTable(
            ProcessFields.Basic
                | (_groups is null && _top is null ? ProcessFields.None : ProcessFields.IOCounters & machine.Processes.SupportedFields)
                | (CountsTraffic(options) ? ProcessFields.NetworkIO : ProcessFields.None)
        );
        _table.Join();
    }

    /// <summary>Whether the traffic of processes is counted: only for somebody who wants the processes with the most.</summary>
    public static bool CountsTraffic(PsutilMetricsOptions options) =>
        options is { TopProcesses: > 0, TopProcessesBy: ProcessRanking.Network };

    /// <summary>Reads the table. Not for two threads at once.</summary>
    public ProcessTableReading? Read() =>
        _table.Read(processes => new ProcessTableReading
        {
            ByState = CountByState(processes),
            Groups = _groups?.Update(processes) ?? [],
            LeftOut = _groups?.LeftOut,
            Top = _top?.Select(processes) ?? [],
        });

    /// <summary>Closes the files that are kept open. Does not wait for a reading that is under way, which may never end.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _table.Leave();
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
