using System.Diagnostics;

namespace Psutil;

/// <summary>
/// Keeps the operating system's counters from running backwards: a counter that is less than half of what it was has wrapped or was reset,
/// and continues from its last value; one that ran back by less keeps its last value until it has caught up. Each source has its own.
/// </summary>
/// <typeparam name="TKey">The key of the counters: a disk's or an interface's name.</typeparam>
/// <remarks>
/// Read the source within a round: if two threads read one after the other but applied in the opposite order, that would look like a wrap.
/// A round holds the lock, so read, parse and apply between <see cref="BeginRound"/> and its <see cref="Round.Dispose"/>.
/// </remarks>
internal sealed class MonotonicCounters<TKey>
    where TKey : notnull
{
    /// <summary>A raw counter that could not be read.</summary>
    public const long Unknown = -1;

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, History> _histories;
    private int _round;
    private int _seen;

    public MonotonicCounters(IEqualityComparer<TKey>? comparer = null) => _histories = new Dictionary<TKey, History>(comparer);

    /// <summary>Begins a round. Dispose it to let the next one begin.</summary>
    public Round BeginRound()
    {
        _lock.Enter();
        _round++;
        _seen = 0;
        return new Round(this);
    }

    /// <summary>
    /// Replaces the raw counters of a key by their monotonic values. Call it within a round, with the same number of counters each time.
    /// </summary>
    /// <remarks>
    /// A counter that is unknown this time (<see cref="Unknown"/>, or any negative number) keeps its last value, or is zero if it was never
    /// known.
    /// </remarks>
    public void Apply(TKey key, Span<long> raw)
    {
        Debug.Assert(_lock.IsHeldByCurrentThread, "Counters are applied within a round.");
        if (!_histories.TryGetValue(key, out History? history))
        {
            history = new History(raw.Length);
            _histories.Add(key, history);
        }

        if (history.Round != _round)
        {
            history.Round = _round;
            _seen++;
        }

        history.Apply(raw);
    }

    private void ForgetVanished()
    {
        if (_seen == _histories.Count)
        {
            return;
        }

        foreach (KeyValuePair<TKey, History> pair in _histories)
        {
            if (pair.Value.Round != _round)
            {
                _histories.Remove(pair.Key);
            }
        }
    }

    /// <summary>One reading of the source.</summary>
    public readonly ref struct Round(MonotonicCounters<TKey> counters)
    {
        private readonly MonotonicCounters<TKey> _counters = counters;

        /// <summary>
        /// Call it when the source was read to its end: keys that were not in it are forgotten, so that a device that comes back under its
        /// old name starts anew. Do not call it after a reading that failed half-way.
        /// </summary>
        public void Complete() => _counters.ForgetVanished();

        /// <summary>Ends the round.</summary>
        public void Dispose() => _counters._lock.Exit();
    }

    private sealed class History(int width)
    {
        private readonly long[] _last = new long[width];
        private readonly long[] _offset = new long[width];

        public int Round { get; set; }

        public void Apply(Span<long> raw)
        {
            Span<long> last = _last.AsSpan(0, raw.Length);
            Span<long> offset = _offset.AsSpan(0, raw.Length);
            for (int index = 0; index < raw.Length; index++)
            {
                long now = raw[index];
                if (now < 0)
                {
                    now = last[index];
                }

                // A counter that wrapped or was reset begins near zero. One that is only a little smaller was added up from several that
                // were read one after the other, or corrected by its driver: to count it from its last value would double it.
                if (now < last[index] && now >= last[index] - now)
                {
                    now = last[index];
                }

                if (now < last[index])
                {
                    offset[index] = Saturating.Add(offset[index], last[index]);
                }

                last[index] = now;
                raw[index] = Saturating.Add(now, offset[index]);
            }
        }
    }
}
