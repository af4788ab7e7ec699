namespace Psutil.AspNetCore.Api;

/// <summary>The rates of each network interface since the reading before. Not thread-safe.</summary>
internal sealed class InterfaceRates(TimeProvider clock)
{
    private IReadOnlyDictionary<string, NetworkIOCounters>? _before;
    private long _readAt;

    /// <summary>The rates by the name of the interface; empty at the first reading.</summary>
    /// <param name="counters">The counters.</param>
    /// <param name="now">The timestamp of their reading.</param>
    public IReadOnlyDictionary<string, NetworkIORates> Since(IReadOnlyDictionary<string, NetworkIOCounters>? counters, long now)
    {
        TimeSpan elapsed = clock.GetElapsedTime(_readAt, now);
        Dictionary<string, NetworkIORates> rates = new(StringComparer.Ordinal);
        foreach ((string name, NetworkIOCounters later) in counters ?? new Dictionary<string, NetworkIOCounters>())
        {
            if (_before?.TryGetValue(name, out NetworkIOCounters earlier) == true && later.RatesSince(earlier, elapsed) is { } known)
            {
                rates[name] = known;
            }
        }

        (_before, _readAt) = (counters, now);
        return rates;
    }
}
