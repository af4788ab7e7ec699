namespace Psutil;

/// <summary>The CPU time of a process, and the time at which it was read.</summary>
internal readonly record struct CpuSample(long Timestamp, TimeSpan CpuTime)
{
    // No kernel takes so long for the times of one process: the thread was paused between the clock and the process, and a pause would
    // show as CPU time that the process never used.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private const int MaxReadings = 3;

    /// <exception cref="PsutilException">The CPU time could not be read.</exception>
    public static CpuSample Take(OSProcess process, TimeProvider clock)
    {
        CpuSample sample = default;
        for (int reading = 0; reading < MaxReadings; reading++)
        {
            sample = new CpuSample(clock.GetTimestamp(), process.GetCpuTimes().Total);
            if (clock.GetElapsedTime(sample.Timestamp) < Pause)
            {
                break;
            }
        }

        return sample;
    }

    /// <summary>The CPU time that was used since an earlier sample, in percent of one CPU.</summary>
    public double PercentSince(CpuSample earlier, TimeProvider clock) =>
        Math.Max(0, (CpuTime - earlier.CpuTime) / clock.GetElapsedTime(earlier.Timestamp, Timestamp) * 100);
}
