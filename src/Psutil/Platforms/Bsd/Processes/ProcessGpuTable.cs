namespace Psutil.Platforms.Bsd;

/// <summary>What processes use of GPUs, read at once for a capture, or why that could not be read.</summary>
internal sealed class ProcessGpuTable
{
    private readonly IReadOnlyDictionary<int, List<ProcessGpuCounters>>? _byPid;
    private readonly Unavailability _failure;

    public ProcessGpuTable(IReadOnlyDictionary<int, List<ProcessGpuCounters>> byPid) => _byPid = byPid;

    public ProcessGpuTable(PsutilException failure) => _failure = failure.ToUnavailability();

    /// <summary>What a process uses, empty if it uses none; null, with the failure noted, if it is not known.</summary>
    public IReadOnlyList<ProcessGpuCounters>? Find(int pid, ref CaptureFailures failures)
    {
        if (_byPid is not null)
        {
            return _byPid.TryGetValue(pid, out List<ProcessGpuCounters>? found) ? found : [];
        }

        failures.Add(ProcessFields.Gpu, _failure);
        return null;
    }
}
