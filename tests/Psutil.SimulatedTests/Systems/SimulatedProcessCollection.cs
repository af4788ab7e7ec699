using System.Collections;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Systems;

/// <summary>The processes of a simulated machine. Whoever walks over them sees those that there were when he began.</summary>
public sealed class SimulatedProcessCollection : IReadOnlyCollection<SimulatedProcess>
{
    private readonly Lock _lock = new();
    private SimulatedProcess[] _processes = [];

    public int Count => _processes.Length;

    public void Add(SimulatedProcess process) => AddRange([process]);

    public void AddRange(IEnumerable<SimulatedProcess> processes)
    {
        lock (_lock)
        {
            _processes = [.. _processes, .. processes];
        }
    }

    public void RemoveAll(Predicate<SimulatedProcess> condition)
    {
        lock (_lock)
        {
            _processes = Array.FindAll(_processes, process => !condition(process));
        }
    }

    /// <summary>Changes the process that has a PID; nothing if there is none.</summary>
    public void Change(int pid, Func<SimulatedProcess, SimulatedProcess> change)
    {
        lock (_lock)
        {
            _processes = [.. _processes.Select(process => process.Pid == pid ? change(process) : process)];
        }
    }

    public SimulatedProcess? Find(int pid) => Array.Find(_processes, process => process.Pid == pid);

    public IEnumerator<SimulatedProcess> GetEnumerator() => ((IEnumerable<SimulatedProcess>)_processes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
