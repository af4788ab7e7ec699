namespace Psutil;

/// <summary>
/// Measures the I/O of the disks since its previous reading. Each meter keeps its own samples, so two parts of a program do not shorten
/// each other's intervals. Created by <see cref="Disks.CreateMeter"/>. Not thread-safe.
/// </summary>
public sealed class DiskMeter
{
    private readonly Disks _disks;
    private readonly RateMeter<DiskIOCounters, DiskIORates> _meter;

    internal DiskMeter(Disks disks)
    {
        _disks = disks;
        _meter = new(disks.Clock, disks.GetIOCountersPerDisk, static (later, earlier, elapsed) => later.RatesSince(earlier, elapsed));
    }

    /// <summary>The rates since the previous call, or since the meter was created.</summary>
    /// <returns>The rates; null if less than 10 ms have passed since then, as at a first call right after the meter was created: the next
    /// call then measures from the same start.</returns>
    /// <exception cref="PsutilException">The source could not be read or understood. The next call measures from the same
    /// start.</exception>
    public DiskIOReading? Read()
    {
        if (_meter.Read() is not { } reading)
        {
            return null;
        }

        return new DiskIOReading
        {
            Elapsed = reading.Elapsed,
            Total = DiskIORates.Sum(TotalOf(reading)),
            PerDisk = reading.Rates,
            Counters = reading.Counters,
        };
    }

    // A disk that appears brings all that it did before with it, and one that vanishes takes it away: the sums of counters cannot be
    // compared.
    private IEnumerable<DiskIORates> TotalOf(RateMeter<DiskIOCounters, DiskIORates>.Reading reading)
    {
        foreach (string name in _disks.SelectWholeDisks(reading.Counters))
        {
            if (reading.Rates.TryGetValue(name, out DiskIORates rates))
            {
                yield return rates;
            }
        }
    }
}
