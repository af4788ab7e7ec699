namespace Psutil;

/// <summary>
/// Measures the CPU time that a process uses since the previous reading. Each meter keeps its own sample, so two parts of a program do not
/// shorten each other's intervals. Created by <see cref="OSProcess.CreateMeter"/>. Not thread-safe.
/// </summary>
public sealed class ProcessCpuMeter
{
    // Kernels count CPU time in steps of up to 10 ms: over a shorter time one step would be more than a whole CPU.
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);

    private readonly OSProcess _process;
    private readonly TimeProvider _clock;
    private CpuSample _sample;

    internal ProcessCpuMeter(OSProcess process, TimeProvider clock)
    {
        _process = process;
        _clock = clock;
        _sample = CpuSample.Take(process, clock);
    }

    /// <summary>
    /// The CPU time that the process used since the previous call, or since the meter was created, in percent of one CPU; several threads
    /// can use more than 100. Children are not included.
    /// </summary>
    /// <returns>The percentage; null if less than 10 ms have passed since then: the next call then measures from the same start.</returns>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    /// <exception cref="PsutilException">The CPU time could not be read. The next call measures from the same start.</exception>
    public double? Read()
    {
        if (_clock.GetElapsedTime(_sample.Timestamp) < ShortestInterval)
        {
            return null;
        }

        CpuSample earlier = _sample;
        _sample = CpuSample.Take(_process, _clock);
        return _sample.PercentSince(earlier, _clock);
    }
}
