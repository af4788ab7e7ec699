namespace Psutil.Recording;

/// <summary>
/// Reads the GPUs and what processes use of them. Which processes use one is found by a look at all open files, and so only now and then;
/// those that are known are read for each sample.
/// </summary>
internal sealed class GpuSampler(Machine machine, TimeSpan searchEvery)
{
    private readonly TimeProvider _clock = machine.TimeProvider;
    private GpuProcessList? _found;
    private long _searchedAt;

    /// <param name="sample">Where the rows go.</param>
    /// <param name="readsAll">Whether the processes are looked for in any case.</param>
    public void Read(SampleDraft sample, bool readsAll)
    {
        int? count = GpuRows.Read(machine.Gpus, sample);
        sample.Read(GpuProcessRows.Reading, _ =>
        {
            if (count == 0)
            {
                _found = null;
                return;
            }

            long now = _clock.GetTimestamp();
            if (readsAll || _found is null || _clock.GetElapsedTime(_searchedAt, now) >= searchEvery)
            {
                _found = null;
                (_found, _searchedAt) = (machine.Gpus.GetProcesses(), now);
                foreach (GpuProcess process in _found.Processes)
                {
                    GpuProcessRows.Write(sample, process.Process.Identity, process);
                }
            }
            else
            {
                ReadKnown(sample, _found);
            }

            GpuProcessRows.WriteGaps(sample, _found);
        });
    }

    private static void ReadKnown(SampleDraft sample, GpuProcessList found)
    {
        foreach (OSProcess process in found.Processes.Select(known => known.Process).Distinct())
        {
            foreach (ProcessGpuCounters gpu in process.Capture(ProcessFields.Gpu).Gpu ?? [])
            {
                GpuProcessRows.Write(sample, process.Identity, gpu);
            }
        }
    }
}
