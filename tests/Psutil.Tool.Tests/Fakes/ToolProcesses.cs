namespace Psutil.Tool.Tests.Fakes;

/// <summary>The processes of <see cref="ToolProcess.All"/>, until a test adds to them. Only SIGKILL ends them.</summary>
internal sealed class ToolProcesses : FakeProcesses
{
    private readonly ToolMachine _machine;
    private readonly FakeClock _clock;

    public ToolProcesses(ToolMachine machine, FakeClock clock)
        : base(machine)
    {
        _machine = machine;
        _clock = clock;
        OnCapture = snapshot => ToolProcess.Follow(snapshot, clock.Elapsed);
        IgnoresSignal = (_, _) => true;
        foreach (ProcessSnapshot snapshot in ToolProcess.All)
        {
            Add(snapshot);
        }
    }

    /// <summary>The events of a watch, which ends with them.</summary>
    public List<ProcessEvent> Events { get; } = [];

    /// <summary>How the last watch was asked for.</summary>
    public ProcessWatchOptions? WatchOptions { get; private set; }

    /// <summary>Called when the table has been read.</summary>
    public Action? AfterCapture { get; set; }

    /// <summary>What network meters are to count with; BPF if it is null.</summary>
    public string? NetworkFallback { get; set; }

    /// <summary>The signals that were sent, in order.</summary>
    public IReadOnlyList<(int Pid, int Signal)> Sent => [.. Signals.Select(signal => (signal.Process.Pid, signal.Number))];

    /// <summary>The fields that were asked for, of all processes at once.</summary>
    public IReadOnlyList<ProcessFields> Asked => AskedBy("Processes.Capture");

    /// <summary>The fields that were asked for, of single processes.</summary>
    public IReadOnlyList<ProcessFields> AskedOfOne => AskedBy("OSProcess.Capture");

    /// <summary>Adds processes.</summary>
    public void AddRange(IEnumerable<ProcessSnapshot> snapshots)
    {
        foreach (ProcessSnapshot snapshot in snapshots)
        {
            Add(snapshot);
        }
    }

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
    {
        IReadOnlyList<ProcessSnapshot> all = base.Capture(fields);
        AfterCapture?.Invoke();
        return all;
    }

    protected override ProcessNetworkMeter CreateNetworkMeterCore(ProcessNetworkMeterOptions options) =>
        new ToolNetworkMeter(this, _clock, options, NetworkFallback);

    protected override ProcessWatch WatchCore(ProcessWatchOptions options, CancellationToken cancellationToken)
    {
        WatchOptions = options;
        return new ProcessWatch(
            options.UseKernelEvents ? ProcessWatchSource.Kernel : ProcessWatchSource.Differences,
            Events.ToAsyncEnumerable()
        );
    }

    protected override FileHolders FindFileHoldersCore(string path, FileHolderOptions options) =>
        new()
        {
            Holders =
            [
                new FileHolder
                {
                    Process = Get(1),
                    Use = FileUse.Open | FileUse.Mapped,
                    FileDescriptors = path == "/mnt/full/" ? [.. Enumerable.Range(10, 20)] : [3, 14],
                    Paths = options.IncludeContents && path.EndsWith('/') ? [path + "a\u001b", path + "b (deleted)"] : [],
                },
                new FileHolder
                {
                    Process = Get(310),
                    Use = FileUse.Executable | FileUse.WorkingDirectory | FileUse.RootDirectory,
                    FileDescriptors = [],
                },
            ],
            Unavailable = new Dictionary<OSProcess, Unavailability>
            {
                [Get(54321)] = new Unavailability { Reason = UnavailableReason.Denied },
            },
        };

    private ProcessFields[] AskedBy(string source) =>
        [.. _machine.Readings.Where(reading => reading.Source == source).Select(reading => reading.Fields)];
}
