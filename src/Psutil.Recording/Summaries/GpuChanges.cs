namespace Psutil.Recording;

/// <summary>Finds what each process used of GPUs since the sample before, where that was recorded.</summary>
internal sealed class GpuChanges
{
    private Dictionary<ProcessIdentity, List<ProcessGpuCounters>> _before = [];

    /// <param name="rows">The sample.</param>
    /// <param name="passed">How long it is since the sample before.</param>
    /// <param name="add">
    /// Called for each process that uses a GPU, with how long it kept GPUs busy, in ticks, and its memory on them; null what is unknown.
    /// </param>
    public void Take(SampleRows rows, TimeSpan passed, Action<ProcessIdentity, double?, double?> add)
    {
        if (ReadingFields.Find(rows, GpuProcessRows.Reading) is null)
        {
            return;
        }

        Dictionary<ProcessIdentity, List<ProcessGpuCounters>> now = [];
        foreach ((ProcessIdentity process, ProcessGpuCounters gpu) in GpuProcessRows.CountersOf(rows))
        {
            if (!now.TryGetValue(process, out List<ProcessGpuCounters>? gpus))
            {
                now[process] = gpus = [];
            }

            gpus.Add(gpu);
        }

        foreach ((ProcessIdentity process, List<ProcessGpuCounters> gpus) in now)
        {
            double? percent =
                passed > TimeSpan.Zero && _before.TryGetValue(process, out List<ProcessGpuCounters>? earlier)
                    ? ProcessGpuRates.TotalBetween(earlier, gpus, passed)
                    : null;
            double? memory = null;
            foreach (ProcessGpuCounters gpu in gpus)
            {
                memory = UseGroup.Sum(memory, gpu.Memory);
            }

            add(process, percent / 100 * passed.Ticks, memory);
        }

        _before = now;
    }
}
