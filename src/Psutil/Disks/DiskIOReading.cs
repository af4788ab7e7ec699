namespace Psutil;

/// <summary>One reading of a <see cref="DiskMeter"/>.</summary>
public sealed class DiskIOReading
{
    /// <summary>The time since the previous reading, or since the meter was created.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// The rates of all whole disks together: those that <see cref="Disks.GetIOCounters"/> adds up and that were there at both readings.
    /// Null if there are none.
    /// </summary>
    public DiskIORates? Total { get; init; }

    /// <summary>
    /// The rates of each disk and partition, by device name. A device is missing if it was not there at the previous reading, or if its
    /// counters ran backwards because it was replaced; the next reading has it.
    /// </summary>
    public required IReadOnlyDictionary<string, DiskIORates> PerDisk { get; init; }

    /// <summary>The counters of each disk and partition, by device name, from which the rates were computed.</summary>
    public required IReadOnlyDictionary<string, DiskIOCounters> Counters { get; init; }
}
