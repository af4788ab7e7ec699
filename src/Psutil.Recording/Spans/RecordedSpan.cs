namespace Psutil.Recording;

/// <summary>
/// What a machine moved and held in a recorded time, from <see cref="RecordedSpanMeter.Read"/>. Null is what could not be read, or was not
/// recorded.
/// </summary>
public sealed class RecordedSpan
{
    /// <summary>The time of the first sample.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The time of the last sample.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>
    /// The time over which counters were compared, by a clock that nobody sets: with the time in which no recorder ran, and without that in
    /// which the machine was switched off.
    /// </summary>
    public required TimeSpan Length { get; init; }

    /// <summary>
    /// What each disk moved, by its name as in <see cref="Disks.GetIOCountersPerDisk"/>. After a start of the machine a counter begins at
    /// 0, and what it has then is of the time; one that runs back otherwise adds nothing.
    /// </summary>
    public IReadOnlyDictionary<string, DiskIOCounters>? Disks { get; init; }

    /// <summary>What each interface moved, by its name as in <see cref="Network.GetIOCountersPerInterface"/>; as for disks.</summary>
    public IReadOnlyDictionary<string, NetworkIOCounters>? Interfaces { get; init; }

    /// <summary>The memory that was used (<see cref="VirtualMemory.Used"/>), in bytes.</summary>
    public RecordedRange? MemoryUsed { get; init; }

    /// <summary>The memory that was available (<see cref="VirtualMemory.Available"/>), in bytes.</summary>
    public RecordedRange? MemoryAvailable { get; init; }

    /// <summary>The swap that was used, in bytes.</summary>
    public RecordedRange? SwapUsed { get; init; }

    /// <summary>The bytes that were read from swap.</summary>
    public long? SwappedIn { get; init; }

    /// <summary>The bytes that were written to swap.</summary>
    public long? SwappedOut { get; init; }

    /// <summary>What a disk moved per second, on average; null if it is unknown, or no time has passed.</summary>
    public DiskIORates? GetDiskRates(string name) =>
        Disks is not null && Disks.TryGetValue(name, out DiskIOCounters moved) ? moved.RatesSince(DeviceCounters.NoDiskIO, Length) : null;

    /// <summary>What an interface moved per second, on average; null if it is unknown, or no time has passed.</summary>
    public NetworkIORates? GetInterfaceRates(string name) =>
        Interfaces is not null && Interfaces.TryGetValue(name, out NetworkIOCounters moved)
            ? moved.RatesSince(DeviceCounters.NoNetworkIO, Length)
            : null;
}
