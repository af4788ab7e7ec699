namespace Psutil;

/// <summary>
/// Measures the CPU time that a process and its descendants use since the previous reading, those that started and ended in between
/// included. Each meter keeps its own samples. Created by <see cref="OSProcess.CreateTreeMeter"/>. Not thread-safe.
/// </summary>
public sealed class ProcessTreeMeter
{
    // Kernels count CPU time in steps of up to 10 ms: over a shorter time one step would be more than a whole CPU.
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);

    private readonly TrackedTree _tree;
    private readonly TimeProvider _clock;
    private long _readAt;
    private TimeSpan _cpuTime;

    internal ProcessTreeMeter(TrackedTree tree, TimeProvider clock)
    {
        _tree = tree;
        _clock = clock;
        _readAt = clock.GetTimestamp();
        _cpuTime = tree.GetTotals().CpuTime;
    }

    /// <summary>
    /// The CPU time that the tree used since the previous call, or since the meter was created, in percent of one CPU; several processes
    /// can use more than 100.
    /// </summary>
    /// <remarks>
    /// The time of a descendant that has ended is counted when its parent has collected it. That of an orphan that ends is counted up to
    /// the last reading before. Windows does not count the time of children that have ended: it is counted up to the last reading before,
    /// too.
    /// </remarks>
    /// <returns>The percentage; null if less than 10 ms have passed since then: the next call then measures from the same start.</returns>
    /// <exception cref="NoSuchProcessException">The whole tree has ended.</exception>
    /// <exception cref="PsutilException">The list of processes could not be read. The next call measures from the same start.</exception>
    public double? Read()
    {
        long now = _clock.GetTimestamp();
        TimeSpan elapsed = _clock.GetElapsedTime(_readAt, now);
        if (elapsed < ShortestInterval)
        {
            return null;
        }

        ProcessTreeTotals totals = _tree.GetTotals();
        if (totals.ProcessCount == 0)
        {
            throw new NoSuchProcessException(_tree.Root.Pid);
        }

        double percent = (totals.CpuTime - _cpuTime) / elapsed * 100;
        (_readAt, _cpuTime) = (now, totals.CpuTime);
        return percent;
    }
}
