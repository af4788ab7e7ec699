namespace Psutil.Tool.Listing;

/// <summary>The CPU time of each process at one moment.</summary>
internal sealed class CpuSample
{
    private readonly TimeProvider _clock;
    private readonly long _timestamp;
    private readonly Dictionary<ProcessIdentity, TimeSpan> _times = [];

    private CpuSample(TimeProvider clock)
    {
        _clock = clock;
        _timestamp = clock.GetTimestamp();
    }

    public static CpuSample Take(Processes processes, TimeProvider clock) => Of(processes.Capture(ProcessFields.CpuTimes), clock);

    /// <summary>The sample of the given snapshots.</summary>
    public static CpuSample Of(IEnumerable<ProcessSnapshot> snapshots, TimeProvider clock)
    {
        CpuSample sample = new(clock);
        foreach (ProcessSnapshot snapshot in snapshots)
        {
            if (snapshot.CpuTimes is { } times)
            {
                sample._times[snapshot.Identity] = times.Total;
            }
        }

        return sample;
    }

    /// <summary>The CPU time that a process used since an earlier sample, in percent of one CPU; null if either sample lacks it.</summary>
    public double? PercentSince(CpuSample earlier, ProcessIdentity process)
    {
        TimeSpan elapsed = _clock.GetElapsedTime(earlier._timestamp, _timestamp);
        return
            elapsed > TimeSpan.Zero
            && _times.TryGetValue(process, out TimeSpan now)
            && earlier._times.TryGetValue(process, out TimeSpan before)
            ? Math.Max(0, (now - before) / elapsed * 100)
            : null;
    }
}
