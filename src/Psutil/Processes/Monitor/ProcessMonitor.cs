using System.Diagnostics.CodeAnalysis;

namespace Psutil;

/// <summary>
/// A process table that is kept up to date: each <see cref="Refresh"/> reads the processes, measures their CPU use and I/O since the
/// previous refresh, and returns which processes started and ended. Created by <see cref="Psutil.Processes.CreateMonitor"/>. Dispose it
/// after use.
/// </summary>
/// <remarks>
/// Its memory depends on the number of processes, not on time. Linux: if all requested fields come from <c>stat</c> and <c>statm</c>, as
/// those of <see cref="ProcessFields.Basic"/> do, it keeps these files open. All monitors of this process together keep at most a third of
/// its descriptor limit (RLIMIT_NOFILE), open files only while more than half of the limit is free, and close them all when less than a
/// third is free or a call fails because there is none. Files that are not kept are reopened at each refresh. With other fields no file is
/// kept open. Not thread-safe.
/// </remarks>
public abstract class ProcessMonitor : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly long _start;
    private TimeSpan? _refreshedAt;
    private MonitoredTraffic? _traffic;

    private protected ProcessMonitor(ProcessFields fields, Machine? machine, TimeProvider clock)
    {
        Fields = fields | ProcessFields.CpuTimes;
        MonitoredMachine = new MonitoredMachine(machine);
        _clock = clock;
        _start = clock.GetTimestamp();
    }

    /// <summary>The fields that are read: the requested ones and the CPU times.</summary>
    public ProcessFields Fields { get; }

    /// <summary>The processes as of the last refresh, in the order of their PIDs; empty before the first refresh.</summary>
    public abstract IReadOnlyList<MonitoredProcess> Processes { get; }

    /// <summary>
    /// Where <see cref="ProcessFields.NetworkIO"/> is read; null if it was not requested or cannot be counted
    /// (<see cref="NetworkShortfall"/>).
    /// </summary>
    public ProcessNetworkSource? NetworkSource => _traffic?.Source;

    /// <summary>
    /// Why <see cref="NetworkSource"/> is not <see cref="ProcessNetworkSource.Bpf"/>, in words; null if it is, and if
    /// <see cref="ProcessFields.NetworkIO"/> was not requested.
    /// </summary>
    public string? NetworkShortfall => _traffic?.Shortfall;

    /// <summary>
    /// The traffic as of the last refresh: also that of processes which ended, and that of no known process. Null before the first
    /// refresh, if the last one could not read it, and if <see cref="ProcessFields.NetworkIO"/> was not requested.
    /// </summary>
    public ProcessNetworkReading? NetworkReading => _traffic?.Reading;

    /// <summary>The fields that are read from the process table.</summary>
    private protected ProcessFields TableFields => Fields & ~ProcessFields.NetworkIO;

    /// <summary>The time since the monitor was created, by the clock that measures the rates.</summary>
    private protected TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>What the percentages are of.</summary>
    private protected MonitoredMachine MonitoredMachine { get; }

    /// <summary>Reads the process table and updates <see cref="Processes"/>.</summary>
    /// <returns>The changes since the previous refresh.</returns>
    /// <exception cref="PsutilException">The list of processes could not be read. The table is unchanged.</exception>
    /// <exception cref="ObjectDisposedException">The monitor was disposed.</exception>
    public ProcessChanges Refresh()
    {
        MonitoredMachine.Forget();
        List<MonitoredProcess> started = [];
        List<MonitoredProcess> exited = [];
        TimeSpan now = Now;
        Read(started, exited);
        _traffic?.AddTo(Processes, exited);
        TimeSpan? elapsed = now - _refreshedAt;
        _refreshedAt = now;
        return new ProcessChanges
        {
            Elapsed = elapsed,
            Started = elapsed is null ? [] : started,
            Exited = exited,
        };
    }

    /// <summary>Finds a process in the table, as of the last refresh.</summary>
    /// <returns>False if it is not in the table, also if another process has its PID now.</returns>
    public bool TryGet(ProcessIdentity identity, [NotNullWhen(true)] out MonitoredProcess? process)
    {
        process = Find(identity);
        return process is not null;
    }

    /// <summary>
    /// A process and all its descendants, each before its own children, as of the last refresh: nothing is read. Empty if the process is
    /// not in the table. A process that has got the PID of a parent that ended is not taken for that parent.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="Fields"/> does not include
    /// <see cref="ProcessFields.ParentPid"/>.</exception>
    public IReadOnlyList<MonitoredProcess> GetTree(ProcessIdentity root)
    {
        if (!Fields.Wants(ProcessFields.ParentPid))
        {
            throw new InvalidOperationException($"The monitor does not read {nameof(ProcessFields.ParentPid)}, which trees are made of.");
        }

        if (!TryGet(root, out MonitoredProcess? first))
        {
            return [];
        }

        ILookup<int?, MonitoredProcess> byParent = Processes.ToLookup(process => process.Snapshot.ParentPid);
        List<MonitoredProcess> tree = [first];
        HashSet<int> seen = [root.Pid];
        for (int index = 0; index < tree.Count; index++)
        {
            ProcessIdentity parent = tree[index].Identity;
            tree.AddRange(byParent[parent.Pid].Where(child => OSProcess.CanBeParent(parent, child.Identity) && seen.Add(child.Pid)));
        }

        return tree;
    }

    /// <summary>Closes the files that the monitor keeps open, and ends the counting of traffic.</summary>
    public void Dispose()
    {
        _traffic?.Dispose();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Counts the traffic from now on, if it was requested and is not counted yet.</summary>
    internal void BeginTraffic(Func<ProcessNetworkMeter> createMeter)
    {
        if (Fields.Wants(ProcessFields.NetworkIO))
        {
            _traffic ??= new MonitoredTraffic(createMeter);
        }
    }

    /// <summary>Reads the table and adds the processes that started and those that ended.</summary>
    private protected abstract void Read(List<MonitoredProcess> started, List<MonitoredProcess> exited);

    /// <summary>Finds a process in the table; null if it is not there.</summary>
    private protected virtual MonitoredProcess? Find(ProcessIdentity identity)
    {
        IReadOnlyList<MonitoredProcess> table = Processes;
        int low = 0;
        int high = table.Count - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) / 2);
            int pid = table[middle].Pid;
            if (pid == identity.Pid)
            {
                return table[middle].Identity == identity ? table[middle] : null;
            }

            (low, high) = pid < identity.Pid ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>Closes the files that the monitor keeps open.</summary>
    private protected virtual void Dispose(bool disposing) { }
}
