using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeProcesses : Processes
{
    private readonly FakeClock _clock;

    public FakeProcesses(Memory memory, FakeClock clock)
        : base(memory)
    {
        _clock = clock;
        List = [.. FakeProcessData.Create(clock)];
    }

    /// <summary>What there is; a test may add to it or take from it.</summary>
    public List<FakeProcessData> List { get; private set; }

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

    public FakeClock Clock => _clock;

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
        new Dictionary<string, int> { ["SIGHUP"] = 1, ["SIGKILL"] = 9, ["SIGTERM"] = 15, ["SIGCONT"] = 18, ["SIGSTOP"] = 19 };

    public override OSProcess FromIdentity(ProcessIdentity identity) => new FakeProcess(this, identity);
}
