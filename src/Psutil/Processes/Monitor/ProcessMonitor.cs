namespace Psutil;

/// <summary>
/// The process table kept over time: each <see cref="Refresh"/> brings it up to date, with the CPU use and I/O of each process since the
/// refresh before, and tells what started and what exited. Made by <see cref="Psutil.Processes.CreateMonitor"/>; to be disposed.
/// </summary>
/// <remarks>
/// What it holds grows and shrinks with the number of processes, not with time. Linux: where <c>stat</c> and <c>statm</c> tell all that was
/// asked for (<see cref="ProcessFields.Basic"/> is such a set), it keeps these of as many processes open as fit into a third of the
/// descriptor limit (RLIMIT_NOFILE), and opens those of the others anew each time; with other fields it keeps nothing open. Not safe for
/// use by several threads at once.
/// </remarks>
public abstract class ProcessMonitor : IDisposable
{
    private readonly Cpu? _cpu;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private TimeSpan? _refreshedAt;

    private protected ProcessMonitor(ProcessFields fields, Cpu? cpu, TimeProvider clock)
    {
        Fields = fields | ProcessFields.CpuTimes;
        _cpu = cpu;
        _clock = clock;
        _start = clock.GetTimestamp();
    }

    /// <summary>What is read of each process: what was asked for, and the CPU times.</summary>
    public ProcessFields Fields { get; }

    /// <summary>The processes as of the last refresh, in the order of their PIDs; empty before the first.</summary>
    public abstract IReadOnlyList<MonitoredProcess> Processes { get; }

    /// <summary>The time since the monitor was made, by the clock that the rates are measured with.</summary>
    private protected TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>The number of CPUs that a share of the machine is a share of; null if it is not known.</summary>
    private protected int? CpuCount { get; private set; }

    /// <summary>Brings the table up to date.</summary>
    /// <returns>What has changed since the refresh before.</returns>
    /// <exception cref="PsutilException">The list of processes could not be read; the table stays as it was.</exception>
    /// <exception cref="ObjectDisposedException">The monitor was disposed.</exception>
    public ProcessChanges Refresh()
    {
        CpuCount = CountCpus();
        List<MonitoredProcess> started = [];
        List<MonitoredProcess> exited = [];
        TimeSpan now = Now;
        Read(started, exited);
        TimeSpan? elapsed = now - _refreshedAt;
        _refreshedAt = now;
        return new ProcessChanges
        {
            Elapsed = elapsed,
            Started = elapsed is null ? [] : started,
            Exited = exited,
        };
    }

    /// <summary>Gives back what the monitor keeps open.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads the table anew and adds what was not there before and what is not there any more.</summary>
    private protected abstract void Read(List<MonitoredProcess> started, List<MonitoredProcess> exited);

    /// <summary>Gives back what the monitor keeps open.</summary>
    private protected virtual void Dispose(bool disposing) { }

    private int? CountCpus()
    {
        try
        {
            return _cpu?.GetLogicalCount();
        }
        catch (PsutilException)
        {
            return null;
        }
    }
}
