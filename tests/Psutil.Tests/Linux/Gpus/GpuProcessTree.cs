namespace Psutil.Tests.Linux;

/// <summary>A machine whose processes have descriptors of GPUs.</summary>
internal sealed class GpuProcessTree : IDisposable
{
    private readonly FixtureTree _tree = new FixtureTree().Add("proc/stat", "cpu  1 2 3 4 5 6 7 8 9 10\nbtime 1700000000\n");

    public FixtureTree Files => _tree;

    public void Dispose() => _tree.Dispose();

    public Machine Open(TimeProvider clock) => _tree.Open(clock);

    public void AddProcess(int pid, long start) =>
        _tree.Add($"proc/{pid}/stat", $"{pid} (worker) S 1 1 1 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 1 0 {start} 1000 100 0\n");

    /// <summary>Opens a descriptor, or changes what its driver reports.</summary>
    public void AddDescriptor(int pid, int descriptor, string target, string info)
    {
        if (!Path.Exists(Path.Join(_tree.Root, $"proc/{pid}/fdinfo/{descriptor}")))
        {
            _tree.AddLink($"proc/{pid}/fd/{descriptor}", target);
        }

        _tree.Add($"proc/{pid}/fdinfo/{descriptor}", info);
    }
}
