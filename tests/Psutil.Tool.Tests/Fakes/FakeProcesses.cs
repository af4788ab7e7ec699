using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeProcesses : Processes
{
    private readonly FakeClock _clock;

    public FakeProcesses(Machine machine, FakeClock clock)
        : base(machine)
    {
        _clock = clock;
        List = [.. FakeProcessData.Create(clock)];
    }

    /// <summary>What there is; a test may add to it or take from it.</summary>
    public List<FakeProcessData> List { get; private set; }

    /// <summary>What a watch tells.</summary>
    public List<ProcessEvent> Events { get; } = [];

    /// <summary>How the last watch was asked for.</summary>
    public ProcessWatchOptions? WatchOptions { get; private set; }

    /// <summary>Called when a single process is read.</summary>
    public Action? OnCaptureOne { get; set; }

    /// <summary>Called when the table has been looked at.</summary>
    public Action? AfterCapture { get; set; }

    /// <summary>The signals that were sent, in order.</summary>
    public List<(int Pid, int Signal)> Sent { get; } = [];

    /// <summary>Processes that the caller may not touch.</summary>
    public HashSet<int> Denied { get; } = [];

    /// <summary>How processes ended that are not there any more.</summary>
    public Dictionary<int, int?> ExitCodes { get; } = [];

    /// <summary>What was asked of single processes.</summary>
    public ConcurrentQueue<ProcessFields> AskedOfOne { get; } = [];

    /// <summary>What was asked for last.</summary>
    public List<ProcessFields> Asked { get; } = [];

    /// <summary>Which processes can be seen.</summary>
    public ProcessVisibility Visibility { get; set; } = ProcessVisibility.All;

    public FakeClock Clock => _clock;

    public override ProcessVisibility GetVisibility() => Visibility;

    public int? HiddenCount { get; set; }

    public override int? GetHiddenCount() => HiddenCount ?? base.GetHiddenCount();

    public override IReadOnlyList<int> GetPids() => [.. List.Select(process => process.Pid)];

    public override bool Exists(int pid) => List.Exists(process => process.Pid == pid);

    public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process)
    {
        process = List.Find(data => data.Pid == pid) is { } data ? FromIdentity(data.Identity) : null;
        return process is not null;
    }

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
    {
        Asked.Add(fields);
        ProcessSnapshot[] all = [.. List.Select(process => process.Capture(fields))];
        AfterCapture?.Invoke();
        return all;
    }

    /// <summary>Lets a process end, even while another thread looks at the table.</summary>
    public void End(int pid) => List = [.. List.Where(process => process.Pid != pid)];

    public override IReadOnlyDictionary<string, int> GetSignalNumbers() =>
        new Dictionary<string, int>
        {
            ["SIGHUP"] = 1,
            ["SIGKILL"] = 9,
            ["SIGTERM"] = 15,
            ["SIGCONT"] = 18,
            ["SIGSTOP"] = 19,
        };

    protected override ProcessMonitor CreateMonitorCore(ProcessFields fields) =>
        new SnapshotProcessMonitor(this, fields, machine: null, _clock);

    /// <summary>What network meters are to count with; BPF if it is null.</summary>
    public string? NetworkFallback { get; set; }

    protected override ProcessNetworkMeter CreateNetworkMeterCore() => new FakeNetworkMeter(this, _clock, NetworkFallback);

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
                    FileDescriptors = [3, 14],
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

    protected override PortHolders FindPortHoldersCore(int port, PortHolderOptions options)
    {
        NetworkConnection[] bound = [.. FakeNetwork.Connections.Where(connection => connection.LocalEndPoint?.Port == port)];
        return new PortHolders
        {
            Holders =
            [
                .. bound
                    .Where(connection => connection.Pid is not null)
                    .GroupBy(connection => connection.Pid!.Value)
                    .Select(group => new PortHolder { Process = Get(group.Key), Connections = [.. group] }),
            ],
            Unowned = [.. bound.Where(connection => connection.Pid is null)],
            Unavailable = new Dictionary<OSProcess, Unavailability>(),
        };
    }

    public override OSProcess FromIdentity(ProcessIdentity identity) => new FakeProcess(this, identity);
}
