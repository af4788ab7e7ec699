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
    public List<FakeProcessData> List { get; }

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
        return [.. List.Select(process => process.Capture(fields))];
    }

    public override OSProcess FromIdentity(ProcessIdentity identity) => new FakeProcess(this, identity);
}
