namespace Psutil;

/// <summary>One reading of a <see cref="NetworkMeter"/>.</summary>
public sealed class NetworkIOReading
{
    /// <summary>The time since the previous reading, or since the meter was created.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The rates of all interfaces together that were there at both readings; null if there are none.</summary>
    public NetworkIORates? Total { get; init; }

    /// <summary>
    /// The rates of each interface, by name. An interface is missing if it was not there at the previous reading, or if its counters ran
    /// backwards because it was replaced; the next reading has it.
    /// </summary>
    public required IReadOnlyDictionary<string, NetworkIORates> PerInterface { get; init; }

    /// <summary>The counters of each interface, by name, from which the rates were computed.</summary>
    public required IReadOnlyDictionary<string, NetworkIOCounters> Counters { get; init; }
}
