namespace Psutil;

/// <summary>
/// One process in the table of a <see cref="ProcessMonitor"/>. <see cref="ProcessMonitor.Refresh"/> updates its values. A
/// <see cref="Snapshot"/> is replaced, never changed, so it can be kept.
/// </summary>
public sealed class MonitoredProcess
{
    private readonly MonitoredMachine _machine;
    private TimeSpan _readAt;
    private TimeSpan? _cpuTime;
    private MonitoredIO? _io;
    private IReadOnlyList<ProcessGpuCounters>? _gpus;

    /// <param name="snapshot">Its first reading.</param>
    /// <param name="readAt">When it was read, by the monitor's clock.</param>
    /// <param name="machine">What the percentages are of.</param>
    internal MonitoredProcess(ProcessSnapshot snapshot, TimeSpan readAt, MonitoredMachine machine)
    {
        _machine = machine;
        Identity = snapshot.Identity;
        Snapshot = snapshot;
        _io = snapshot.IOCounters is { } counters ? new MonitoredIO(counters) : null;
        Remember(readAt);
    }

    /// <summary>The identity of the process.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>The process's PID.</summary>
    public int Pid => Identity.Pid;

    /// <summary>
    /// The fields that the monitor reads, as of the last refresh. It can be the same object as before if nothing has changed; its
    /// <see cref="ProcessSnapshot.CreateTime"/> is by the clock at the time of its creation.
    /// </summary>
    public ProcessSnapshot Snapshot { get; private set; }

    /// <summary>
    /// The CPU time that the process used since the previous refresh, in percent of one CPU; several threads can use more than 100. Null
    /// after the first reading. The kernel counts in steps (Linux: 10 ms), so refresh at intervals of at least some tenths of a second.
    /// </summary>
    public double? CpuPercent { get; private set; }

    /// <summary>
    /// The CPU time that the process used since the previous refresh, in percent of all CPUs. Null after the first reading, and if
    /// the number of CPUs is unknown.
    /// </summary>
    public double? CpuPercentOfMachine => CpuPercent / _machine.CpuCount;

    /// <summary>
    /// The RSS of the process, in percent of the machine's physical memory. Null if <see cref="ProcessFields.Memory"/> was not requested or
    /// could not be read. After a refresh, the first use of this property reads the size of the machine's memory, for all processes of the
    /// monitor.
    /// </summary>
    public double? MemoryPercent => _machine.Memory is { } memory ? Snapshot.GetMemoryPercent(memory) : null;

    /// <summary>
    /// The I/O per second since the previous refresh. Null after the first reading, and if <see cref="ProcessFields.IOCounters"/> was not
    /// requested or could not be read.
    /// </summary>
    public ProcessIORates? IORates => _io?.Rates;

    /// <summary>
    /// The use of each GPU since the previous refresh, in the order of <see cref="ProcessSnapshot.Gpu"/>; empty if the process uses none.
    /// Null after the first reading, and if <see cref="ProcessFields.Gpu"/> was not requested or could not be read.
    /// </summary>
    public IReadOnlyList<ProcessGpuRates>? GpuRates { get; private set; }

    /// <summary>
    /// The use of all GPUs since the previous refresh, in percent of one GPU: on several GPUs it can be more than 100. Null if
    /// <see cref="GpuRates"/> is null, or none of them is known.
    /// </summary>
    public double? GpuPercent => GpuRates is { } rates ? ProcessGpuRates.Total(rates) : null;

    /// <summary>
    /// What the process sends and receives over TCP and UDP per second, since the previous refresh. Null if less than 10 ms have passed
    /// since then, and if <see cref="ProcessFields.NetworkIO"/> was not requested or could not be read. Linux.
    /// </summary>
    public ProcessNetworkIORates? NetworkRates { get; private set; }

    /// <summary>A text with the PID and the name if it is known: <c>process 7 (nginx)</c>.</summary>
    public override string ToString() => Snapshot.ToString();

    /// <summary>
    /// Records that the process was read again and nothing has changed. Only for monitors whose fields all come from the bytes that were
    /// compared.
    /// </summary>
    internal void Confirm(TimeSpan readAt)
    {
        _readAt = readAt;
        CpuPercent = _cpuTime is null ? null : 0;
    }

    /// <summary>Records a new reading of the process.</summary>
    internal void Update(ProcessSnapshot snapshot, TimeSpan readAt)
    {
        TimeSpan elapsed = readAt - _readAt;
        bool hasElapsed = elapsed > TimeSpan.Zero;
        CpuPercent = hasElapsed && snapshot.CpuTimes?.Total - _cpuTime is { } used ? Math.Max(0, used / elapsed * 100) : null;
        MonitoredIO? io = snapshot.IOCounters is { } after ? new MonitoredIO(after) : null;
        if (hasElapsed && _io is { } before && io is not null)
        {
            io.Rates = ProcessIORates.Between(before.Counters, io.Counters, elapsed);
        }

        _io = io;
        GpuRates =
            hasElapsed && _gpus is { } gpusBefore && snapshot.Gpu is { } gpus ? ProcessGpuRates.Between(gpusBefore, gpus, elapsed) : null;
        Snapshot = snapshot;
        Remember(readAt);
    }

    /// <summary>Records the traffic, or why it is unknown.</summary>
    /// <param name="counters">A boxed <see cref="ProcessNetworkIOCounters"/>; null if it is unknown.</param>
    /// <param name="rates">The rates.</param>
    /// <param name="reason">Why it is unknown.</param>
    internal void SetNetworkIO(object? counters, ProcessNetworkIORates? rates, Unavailability? reason)
    {
        NetworkRates = rates;
        Unavailability? before = Snapshot.WhyMissing(ProcessFields.NetworkIO);
        bool isNew = before?.Reason == UnavailableReason.NotRequested;
        if (!isNew && before == reason && Snapshot.NetworkIO == (ProcessNetworkIOCounters?)counters)
        {
            return;
        }

        // A snapshot that has no traffic yet was made by this refresh. Others may have the older ones, which do not change.
        Snapshot = isNew ? Snapshot : new ProcessSnapshot(Snapshot);
        Snapshot.SetNetworkIO(counters, reason);
    }

    private void Remember(TimeSpan readAt)
    {
        _readAt = readAt;
        _cpuTime = Snapshot.CpuTimes?.Total;
        _gpus = Snapshot.Gpu;
    }

    // Apart, because most monitors do not read I/O, and the counters would be the largest part of each process.
    private sealed class MonitoredIO(ProcessIOCounters counters)
    {
        public ProcessIOCounters Counters { get; } = counters;

        public ProcessIORates? Rates { get; set; }
    }
}
