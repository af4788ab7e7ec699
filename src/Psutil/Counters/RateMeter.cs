namespace Psutil;

/// <summary>Keeps the last sample of some devices' counters, and computes the rates since then.</summary>
/// <typeparam name="TCounters">The counters of one device.</typeparam>
/// <typeparam name="TRates">Its rates.</typeparam>
internal sealed class RateMeter<TCounters, TRates>
    where TRates : struct
{
    /// <summary>
    /// The shortest time that is measured over. Kernels count busy time in steps of up to 10 ms, and a single request in a microsecond
    /// would be a million per second.
    /// </summary>
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);

    private readonly TimeProvider _clock;
    private readonly Func<IReadOnlyDictionary<string, TCounters>> _read;
    private readonly Func<TCounters, TCounters, TimeSpan, TRates?> _ratesBetween;
    private IReadOnlyDictionary<string, TCounters> _counters;
    private long _readAt;

    /// <param name="clock">The clock that measures the time between two samples.</param>
    /// <param name="read">Reads the counters of each device.</param>
    /// <param name="ratesBetween">Computes the rates from a later and an earlier sample; null if they do not fit together.</param>
    public RateMeter(
        TimeProvider clock,
        Func<IReadOnlyDictionary<string, TCounters>> read,
        Func<TCounters, TCounters, TimeSpan, TRates?> ratesBetween
    )
    {
        _clock = clock;
        _read = read;
        _ratesBetween = ratesBetween;
        _readAt = clock.GetTimestamp();
        _counters = read();
    }

    /// <summary>Reads the counters, and the rates of each device that was there both times; null if it is too early.</summary>
    public Reading? Read()
    {
        long now = _clock.GetTimestamp();
        TimeSpan elapsed = _clock.GetElapsedTime(_readAt, now);
        if (elapsed < ShortestInterval)
        {
            return null;
        }

        IReadOnlyDictionary<string, TCounters> counters = _read();
        OrderedDictionary<string, TRates> rates = new(counters.Count, StringComparer.Ordinal);
        foreach ((string name, TCounters later) in counters)
        {
            if (_counters.TryGetValue(name, out TCounters? earlier) && _ratesBetween(later, earlier, elapsed) is { } known)
            {
                rates[name] = known;
            }
        }

        (_counters, _readAt) = (counters, now);
        return new Reading(elapsed, counters, rates);
    }

    /// <summary>One reading.</summary>
    /// <param name="Elapsed">The time since the previous one.</param>
    /// <param name="Counters">The counters of each device.</param>
    /// <param name="Rates">The rates of each device that has any.</param>
    internal readonly record struct Reading(
        TimeSpan Elapsed,
        IReadOnlyDictionary<string, TCounters> Counters,
        IReadOnlyDictionary<string, TRates> Rates
    );
}
