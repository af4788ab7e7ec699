namespace Psutil.Tool.Listing;

/// <summary>The CPU time of each process, and the work of GPUs for it if that was read, at one moment.</summary>
internal sealed class UseSample
{
    private readonly TimeProvider _clock;
    private readonly long _timestamp;
    private readonly Dictionary<ProcessIdentity, ProcessSnapshot> _snapshots = [];

    private UseSample(TimeProvider clock)
    {
        _clock = clock;
        _timestamp = clock.GetTimestamp();
    }

    /// <summary>Samples all processes.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="withGpus">Whether GPUs are read too, which costs much more.</param>
    /// <param name="clock">The clock.</param>
    public static UseSample Take(Processes processes, bool withGpus, TimeProvider clock) =>
        Of(processes.Capture(ProcessFields.CpuTimes | (withGpus ? ProcessFields.Gpu : ProcessFields.None)), clock);

    /// <summary>The sample of the given snapshots.</summary>
    public static UseSample Of(IEnumerable<ProcessSnapshot> snapshots, TimeProvider clock)
    {
        UseSample sample = new(clock);
        foreach (ProcessSnapshot snapshot in snapshots)
        {
            sample._snapshots[snapshot.Identity] = snapshot;
        }

        return sample;
    }

    /// <summary>The CPU time that a process used since an earlier sample, in percent of one CPU; null if either sample lacks it.</summary>
    public double? PercentSince(UseSample earlier, ProcessIdentity process) =>
        Compare(earlier, process) is var (before, now, elapsed) && now.CpuTimes?.Total - before.CpuTimes?.Total is { } used
            ? Math.Max(0, used / elapsed * 100)
            : null;

    /// <summary>The use of GPUs since an earlier sample, in percent of one GPU; null if either sample lacks it.</summary>
    public double? GpuPercentSince(UseSample earlier, ProcessIdentity process) =>
        Compare(earlier, process) is var (before, now, elapsed) && before.Gpu is { } gpusBefore && now.Gpu is { } gpus
            ? ProcessGpuRates.TotalBetween(gpusBefore, gpus, elapsed)
            : null;

    private (ProcessSnapshot Before, ProcessSnapshot Now, TimeSpan Elapsed)? Compare(UseSample earlier, ProcessIdentity process)
    {
        TimeSpan elapsed = _clock.GetElapsedTime(earlier._timestamp, _timestamp);
        return
            elapsed > TimeSpan.Zero
            && _snapshots.TryGetValue(process, out ProcessSnapshot? now)
            && earlier._snapshots.TryGetValue(process, out ProcessSnapshot? before)
            ? (before, now, elapsed)
            : null;
    }
}
