namespace Psutil;

/// <summary>
/// One process in the table of a <see cref="ProcessMonitor"/>. Its figures are those of the last <see cref="ProcessMonitor.Refresh"/>,
/// which changes them; <see cref="Snapshot"/> is replaced, never changed, and can be kept.
/// </summary>
public sealed class MonitoredProcess
{
    private TimeSpan _readAt;
    private TimeSpan? _cpuTime;
    private ProcessIOCounters? _ioCounters;

    /// <param name="snapshot">Its first reading.</param>
    /// <param name="readAt">When that was, by the monitor's clock.</param>
    internal MonitoredProcess(ProcessSnapshot snapshot, TimeSpan readAt)
    {
        Identity = snapshot.Identity;
        Snapshot = snapshot;
        Remember(readAt);
    }

    /// <summary>Which process this is.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>The process's PID.</summary>
    public int Pid => Identity.Pid;

    /// <summary>
    /// The monitor's fields, as of the last refresh. May be the same object as before if the process still says the very same: its
    /// <see cref="ProcessSnapshot.CreateTime"/> is by the clock of when it was made.
    /// </summary>
    public ProcessSnapshot Snapshot { get; private set; }

    /// <summary>
    /// The CPU time it used since the refresh before, in percent of one CPU: several threads can use more than 100. Null until there were
    /// two readings. The kernel counts in steps (Linux: 10 ms), so refreshes should lie some tenths of a second apart.
    /// </summary>
    public double? CpuPercent { get; private set; }

    /// <summary>The same in percent of all CPUs of the machine; null also where their number is not known.</summary>
    public double? CpuPercentOfMachine { get; private set; }

    /// <summary>
    /// Its I/O per second since the refresh before; null until there were two readings, and if <see cref="ProcessFields.IOCounters"/> were
    /// not asked for or could not be had.
    /// </summary>
    public ProcessIORates? IORates { get; private set; }

    /// <summary>
    /// The process was read again, and nothing has changed. Only for monitors of fields that all come from the bytes which were compared.
    /// </summary>
    internal void Confirm(TimeSpan readAt, int? cpuCount)
    {
        _readAt = readAt;
        CpuPercent = _cpuTime is null ? null : 0;
        CpuPercentOfMachine = CpuPercent / cpuCount;
    }

    /// <summary>The process was read again.</summary>
    internal void Update(ProcessSnapshot snapshot, TimeSpan readAt, int? cpuCount)
    {
        TimeSpan elapsed = readAt - _readAt;
        bool hasElapsed = elapsed > TimeSpan.Zero;
        CpuPercent = hasElapsed && snapshot.CpuTimes?.Total - _cpuTime is { } used ? Math.Max(0, used / elapsed * 100) : null;
        CpuPercentOfMachine = CpuPercent / cpuCount;
        IORates =
            hasElapsed && _ioCounters is { } before && snapshot.IOCounters is { } after
                ? ProcessIORates.Between(before, after, elapsed)
                : null;
        Snapshot = snapshot;
        Remember(readAt);
    }

    private void Remember(TimeSpan readAt)
    {
        _readAt = readAt;
        _cpuTime = Snapshot.CpuTimes?.Total;
        _ioCounters = Snapshot.IOCounters;
    }
}
