using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Psutil.Testing;

/// <summary>
/// The processes of a <see cref="FakeMachine"/>: the snapshots that a test adds. Monitors, trees, waits and signals work on them as on real
/// processes. Thread-safe.
/// </summary>
#pragma warning disable CA1710 // It is a facet first, and named as one.
public partial class FakeProcesses : Processes, IReadOnlyCollection<ProcessSnapshot>
#pragma warning restore CA1710
{
    private const int FirstPid = 1000;

    // Above those that a test is likely to choose for its own processes, which are their parents.
    private const long FirstStart = 1_000_000;

    private static readonly Dictionary<string, int> SignalNumbers = new(StringComparer.Ordinal)
    {
        ["SIGHUP"] = 1,
        ["SIGINT"] = 2,
        ["SIGQUIT"] = 3,
        ["SIGKILL"] = 9,
        ["SIGUSR1"] = 10,
        ["SIGUSR2"] = 12,
        ["SIGTERM"] = 15,
        ["SIGCHLD"] = 17,
        ["SIGCONT"] = 18,
        ["SIGSTOP"] = 19,
    };

    private readonly FakeMachine _machine;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, ProcessSnapshot> _snapshots = [];
    private readonly Dictionary<ProcessIdentity, TaskCompletionSource<int?>> _ends = [];
    private readonly List<SentSignal> _signals = [];
    private readonly List<FakeProgram> _programs = [];
    private readonly List<FakeProcessNetworkMeter> _networkMeters = [];
    private long _lastStart = FirstStart;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeProcesses(FakeMachine machine)
        : base(machine) => _machine = machine;

    /// <summary>The number of processes.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _snapshots.Count;
            }
        }
    }

    /// <summary>The result of <see cref="GetVisibility"/>: all processes, unless it is set.</summary>
    public ProcessVisibility Visibility { get; set; } = ProcessVisibility.All;

    /// <summary>
    /// The result of <see cref="GetHiddenCount"/>. Null if it is not set: then it is 0 if all processes are visible, else not known.
    /// </summary>
    public int? HiddenCount { get; set; }

    /// <summary>The result of <see cref="GetMaximumCount"/>; null, the default, where it is not read.</summary>
    public long? MaximumCount { get; set; }

    /// <summary>The result of <see cref="GetBpfRefusal"/>.</summary>
    public string? BpfRefusal { get; set; } = "A fake machine has no kernel.";

    /// <summary>The PIDs of processes to which the caller may not send signals.</summary>
    public ISet<int> DeniedPids { get; } = new HashSet<int>();

    /// <summary>
    /// Whether a process ignores a signal, which is given by its number. Null if none does: then SIGSTOP stops a process, SIGCONT continues
    /// it, SIGCHLD does nothing, and every other signal ends it. SIGKILL and SIGSTOP cannot be ignored.
    /// </summary>
    public Func<ProcessSnapshot, int, bool>? IgnoresSignal { get; set; }

    /// <summary>
    /// Called for each process that is read, with the snapshot that the test added: returns the values of this moment, such as counters
    /// that follow the clock. Null if they are those of the snapshot.
    /// </summary>
    public Func<ProcessSnapshot, ProcessSnapshot>? OnCapture { get; set; }

    /// <summary>
    /// The events that a watch reports as those of the kernel: a list, or a channel in which the test writes while the watch is read. Null,
    /// the default, if the kernel reports none: then a watch reports what was added and ended, as often as its interval passes on the
    /// clock.
    /// </summary>
    public IAsyncEnumerable<ProcessEvent>? KernelEvents { get; set; }

    /// <summary>
    /// Called for each program that is started, before <c>Start</c> returns: it can set what the program writes, replace its process
    /// (<see cref="Add"/>) or end it (<see cref="End"/>), or throw what <c>Start</c> shall throw, such as a
    /// <see cref="SystemCallException"/>. Null if a program just runs until it is ended.
    /// </summary>
    public Action<FakeProgram>? OnStart { get; set; }

    /// <summary>The programs that were started, in order.</summary>
    public IReadOnlyList<FakeProgram> Programs
    {
        get
        {
            lock (_lock)
            {
                return [.. _programs];
            }
        }
    }

    /// <inheritdoc/>
    public override StartFeatures StartFeatures =>
        StartFeatures.NewSession | StartFeatures.NewProcessGroup | StartFeatures.DieWithParent | StartFeatures.Cgroup;

    /// <summary>The signals that were sent, in order.</summary>
    public IReadOnlyList<SentSignal> Signals
    {
        get
        {
            lock (_lock)
            {
                return [.. _signals];
            }
        }
    }

    /// <summary>
    /// Adds a process, or replaces the values of the one that has its PID. If that is another process (its start time differs), it ends.
    /// </summary>
    public void Add(ProcessSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        lock (_lock)
        {
            if (_snapshots.TryGetValue(snapshot.Pid, out ProcessSnapshot? before) && before.Identity != snapshot.Identity)
            {
                Remove(before, exitCode: null);
            }

            _snapshots[snapshot.Pid] = snapshot;
        }
    }

    /// <summary>Ends all processes, with an exit code that nobody knows.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            foreach (ProcessSnapshot snapshot in _snapshots.Values.ToArray())
            {
                Remove(snapshot, exitCode: null);
            }
        }
    }

    /// <summary>Ends a process. Waits for its end return the exit code.</summary>
    /// <param name="pid">The PID.</param>
    /// <param name="exitCode">The exit code, 0 by default; null if nobody is to know it.</param>
    /// <returns>False if there is no process with this PID.</returns>
    public bool End(int pid, int? exitCode = 0)
    {
        lock (_lock)
        {
            if (!_snapshots.TryGetValue(pid, out ProcessSnapshot? snapshot))
            {
                return false;
            }

            Remove(snapshot, exitCode);
            return true;
        }
    }

    /// <summary>Lets a process send or receive: all network meters in use count it.</summary>
    /// <param name="pid">The PID of one of the processes.</param>
    /// <param name="traffic">What is added to its sums.</param>
    /// <exception cref="NoSuchProcessException">There is no process with this PID.</exception>
    public void AddTraffic(int pid, ProcessNetworkIOCounters traffic)
    {
        FakeProcessNetworkMeter[] meters;
        ProcessSnapshot? snapshot;
        lock (_lock)
        {
            meters = [.. _networkMeters];
            snapshot = _snapshots.GetValueOrDefault(pid);
        }

        ProcessIdentity identity = snapshot?.Identity ?? throw new NoSuchProcessException(pid);
        foreach (FakeProcessNetworkMeter meter in meters)
        {
            meter.Add(identity, in traffic);
        }
    }

    /// <summary>Lets a process send or receive over a connection: it counts for both.</summary>
    /// <param name="traffic">What is added. Calls with the same addresses add to the same connection.</param>
    /// <exception cref="NoSuchProcessException">There is no process with this identity.</exception>
    public void AddTraffic(ProcessConnectionUse traffic)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        AddTraffic(traffic.Identity.Pid, traffic.Counters);
        lock (_lock)
        {
            foreach (FakeProcessNetworkMeter meter in _networkMeters)
            {
                meter.Add(traffic);
            }
        }
    }

    /// <inheritdoc/>
    public override ProcessFields SupportedFields => base.SupportedFields | ProcessFields.NetworkIO;

    /// <inheritdoc/>
    public override ProcessVisibility GetVisibility() => Visibility;

    /// <inheritdoc/>
    public override long? GetMaximumCount() => MaximumCount;

    /// <inheritdoc/>
    public override string? GetBpfRefusal() => BpfRefusal;

    /// <inheritdoc/>
    public override int? GetHiddenCount() => HiddenCount ?? base.GetHiddenCount();

    /// <inheritdoc/>
    public override IReadOnlyList<int> GetPids()
    {
        _machine.NotifyRead(nameof(Processes));
        lock (_lock)
        {
            return [.. _snapshots.Keys];
        }
    }

    /// <inheritdoc/>
    public override bool Exists(int pid)
    {
        lock (_lock)
        {
            return _snapshots.ContainsKey(pid);
        }
    }

    /// <inheritdoc/>
    public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process)
    {
        lock (_lock)
        {
            process = _snapshots.TryGetValue(pid, out ProcessSnapshot? snapshot) ? FromIdentity(snapshot.Identity) : null;
            return process is not null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
    {
        _machine.NotifyRead(nameof(Processes), fields: fields);
        return [.. this.Select(snapshot => Now(snapshot).Select(fields))];
    }

    /// <inheritdoc/>
    public override OSProcess FromIdentity(ProcessIdentity identity) => new FakeProcess(this, identity);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, int> GetSignalNumbers() => SignalNumbers;

    /// <summary>The processes, in the order of their PIDs.</summary>
    public IEnumerator<ProcessSnapshot> GetEnumerator()
    {
        lock (_lock)
        {
            return _snapshots.Values.ToList().GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override StartedProgram StartProgram(ProcessStartInfo startInfo, StartOptions options)
    {
        ArgumentNullException.ThrowIfNull(startInfo);
        ArgumentNullException.ThrowIfNull(options);
        FakeProgram program;
        lock (_lock)
        {
            int pid = Math.Max(FirstPid, _snapshots.Keys.LastOrDefault() + 1);
            program = new FakeProgram(this, new ProcessIdentity(pid, ++_lastStart), startInfo, options);
            Add(
                new ProcessSnapshot(program.Identity)
                {
                    Name = Path.GetFileName(startInfo.FileName),
                    CommandLine = [startInfo.FileName, .. startInfo.ArgumentList],
                    ParentPid = Environment.ProcessId,
                    Status = ProcessStatus.Running,
                    ThreadCount = 1,
                    CreateTime = Clock.GetUtcNow(),
                    CpuTimes = default(ProcessCpuTimes),
                    Nice = options.Nice,
                    CpuAffinity = options.CpuAffinity is { } cpus ? [.. cpus] : null,
                    ResourceLimits = options.ResourceLimits,
                }
            );
        }

        try
        {
            OnStart?.Invoke(program);
        }
        catch
        {
            program.Kill();
            throw;
        }

        lock (_lock)
        {
            _programs.Add(program);
        }

        return program;
    }

    /// <inheritdoc/>
    protected override ProcessWatch WatchCore(ProcessWatchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KernelEvents is { } events && options.UseKernelEvents
            ? new ProcessWatch(ProcessWatchSource.Kernel, events, cancellationToken: cancellationToken)
            : base.WatchCore(options, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void ApplyToStarted(OSProcess child, StartOptions options) { }

    /// <inheritdoc/>
    protected override ProcessNetworkMeter CreateNetworkMeterCore(ProcessNetworkMeterOptions options)
    {
        FakeProcessNetworkMeter meter = new(this, options);
        lock (_lock)
        {
            _networkMeters.Add(meter);
        }

        return meter;
    }

    /// <summary>Adds no more traffic to a meter.</summary>
    internal void Forget(FakeProcessNetworkMeter meter)
    {
        lock (_lock)
        {
            _networkMeters.Remove(meter);
        }
    }

    /// <summary>The clock that waits go by.</summary>
    internal TimeProvider Clock => Machine.TimeProvider;

    /// <summary>The fields of one process.</summary>
    internal ProcessSnapshot Capture(ProcessIdentity identity, ProcessFields fields)
    {
        _machine.NotifyRead(nameof(OSProcess), process: identity, fields: fields);
        return Find(identity) is { } snapshot ? Now(snapshot).Select(fields) : ProcessSnapshot.Gone(identity, fields);
    }

    /// <summary>The process; null if it has ended.</summary>
    internal ProcessSnapshot? Find(ProcessIdentity identity)
    {
        lock (_lock)
        {
            return _snapshots.TryGetValue(identity.Pid, out ProcessSnapshot? snapshot) && snapshot.Identity == identity ? snapshot : null;
        }
    }

    /// <summary>A task that completes when the process has ended, with its exit code.</summary>
    internal Task<int?> WaitForEnd(ProcessIdentity identity)
    {
        lock (_lock)
        {
            TaskCompletionSource<int?> end = EndOf(identity);
            if (Find(identity) is not { Status: not ProcessStatus.Zombie })
            {
                end.TrySetResult(null);
            }

            return end.Task;
        }
    }

    /// <summary>Waits until the process has ended; false if it did not in time.</summary>
    internal bool WaitForEnd(ProcessIdentity identity, TimeSpan timeout, out int? exitCode)
    {
        Task<int?> end = WaitForEnd(identity);
        exitCode = null;
        try
        {
            exitCode = end.IsCompleted ? end.Result : end.WaitAsync(timeout, Clock).GetAwaiter().GetResult();
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Sends a signal.</summary>
    internal void Send(ProcessIdentity identity, int number)
    {
        lock (_lock)
        {
            ProcessSnapshot snapshot = Find(identity) ?? throw new NoSuchProcessException(identity.Pid);
            if (DeniedPids.Contains(identity.Pid))
            {
                throw new AccessDeniedException(
                    identity.Pid,
                    error: new SystemCallError
                    {
                        SystemCall = "pidfd_send_signal",
                        ErrorCode = 1,
                        Description = "EPERM, operation not permitted",
                    }
                );
            }

            _signals.Add(new SentSignal { Process = identity, Number = number });
            if (number == SignalNumbers["SIGSTOP"])
            {
                _snapshots[identity.Pid] = new ProcessSnapshot(snapshot) { Status = ProcessStatus.Stopped };
            }
            else if (number != SignalNumbers["SIGKILL"] && IgnoresSignal?.Invoke(snapshot, number) == true)
            {
                return;
            }
            else if (number == SignalNumbers["SIGCONT"])
            {
                _snapshots[identity.Pid] = new ProcessSnapshot(snapshot) { Status = ProcessStatus.Running };
            }
            else if (number != SignalNumbers["SIGCHLD"])
            {
                Remove(snapshot, -number);
            }
        }
    }

    private ProcessSnapshot Now(ProcessSnapshot snapshot) => OnCapture?.Invoke(snapshot) ?? snapshot;

    private void Remove(ProcessSnapshot snapshot, int? exitCode)
    {
        _snapshots.Remove(snapshot.Pid);
        EndOf(snapshot.Identity).TrySetResult(exitCode);
    }

    // What waits for a process must not go on while this object is locked.
    private TaskCompletionSource<int?> EndOf(ProcessIdentity identity)
    {
        if (!_ends.TryGetValue(identity, out TaskCompletionSource<int?>? end))
        {
            _ends[identity] = end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return end;
    }
}
