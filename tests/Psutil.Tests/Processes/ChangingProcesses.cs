using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tests;

/// <summary>A table of processes that a test changes. It knows nothing of any operating system.</summary>
internal sealed class ChangingProcesses() : Processes(Machine.Local)
{
    private readonly Lock _lock = new();
    private List<ProcessSnapshot> _table = [];

    /// <summary>How often the table was looked at.</summary>
    public int Looks { get; private set; }

    public List<ProcessSnapshot> Table
    {
        set
        {
            lock (_lock)
            {
                _table = value;
            }
        }
    }

    public override IReadOnlyList<int> GetPids() => [.. Capture(ProcessFields.None).Select(process => process.Pid)];

    public override bool Exists(int pid) => GetPids().Contains(pid);

    public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process)
    {
        process = null;
        return false;
    }

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
    {
        lock (_lock)
        {
            Looks++;
            return _table;
        }
    }

    public override OSProcess FromIdentity(ProcessIdentity identity) => new FakeProcess(this, identity);

    private sealed class FakeProcess(Processes processes, ProcessIdentity identity) : OSProcess(processes, identity)
    {
        protected internal override ProcessSnapshot CaptureCore(ProcessFields fields) => throw new NotSupportedException();

        public override bool IsRunning() => throw new NotSupportedException();
    }
}
