namespace Psutil;

/// <summary>
/// Measures the I/O of the network interfaces since its previous reading. Each meter keeps its own samples, so two parts of a program do
/// not shorten each other's intervals. Created by <see cref="Network.CreateMeter"/>. Not thread-safe.
/// </summary>
public sealed class NetworkMeter
{
    private readonly RateMeter<NetworkIOCounters, NetworkIORates> _meter;

    internal NetworkMeter(Network network) =>
        _meter = new(network.Clock, network.GetIOCountersPerInterface, static (later, earlier, elapsed) =>
            later.RatesSince(earlier, elapsed)
        );

    /// <summary>The rates since the previous call, or since the meter was created.</summary>
    /// <returns>The rates; null if less than 10 ms have passed since then, as at a first call right after the meter was created: the next
    /// call then measures from the same start.</returns>
    /// <exception cref="PsutilException">The source could not be read or understood. The next call measures from the same
    /// start.</exception>
    public NetworkIOReading? Read() =>
        _meter.Read() is { } reading
            ? new NetworkIOReading
            {
                Elapsed = reading.Elapsed,
                Total = NetworkIORates.Sum(reading.Rates.Values),
                PerInterface = reading.Rates,
                Counters = reading.Counters,
            }
            : null;
}
