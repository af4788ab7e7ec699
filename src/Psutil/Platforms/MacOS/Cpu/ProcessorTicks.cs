namespace Psutil.Platforms.MacOS;

/// <summary>
/// The CPU times of all CPUs in 64 bits. The kernel counts hundredths of a second in 32 bits (osfmk/kern/processor.c,
/// processor_cpu_load_info), which wrap after 497 days. A wrap is bridged if the times are read at least every 248 days.
/// </summary>
internal sealed class ProcessorTicks
{
    private readonly Lock _lock = new();
    private ulong[] _whole = [];

    /// <summary>The counters in 64 bits.</summary>
    /// <param name="counters">Those of all CPUs, in the order of their numbers.</param>
    public ulong[] Extend(ReadOnlySpan<uint> counters)
    {
        lock (_lock)
        {
            int known = _whole.Length;
            if (counters.Length > known)
            {
                Array.Resize(ref _whole, counters.Length);
            }

            for (int index = 0; index < counters.Length; index++)
            {
                // A small step back is a reading that another thread took earlier and applies later.
                int step = unchecked((int)(counters[index] - (uint)_whole[index]));
                _whole[index] =
                    index >= known ? counters[index]
                    : step > 0 ? _whole[index] + (uint)step
                    : _whole[index];
            }

            return _whole[..counters.Length];
        }
    }
}
