using System.Diagnostics;

namespace Psutil;

/// <summary>
/// Keeps the operating system's counters from running backwards: a counter that is smaller than it was before has wrapped or was reset, and
/// goes on from where it was. Of use by one facet, for one source.
/// </summary>
/// <typeparam name="TKey">What the counters are kept by: a disk's or an interface's name.</typeparam>
/// <remarks>
/// All readings of the source belong inside a round: two threads that read one after the other but applied in the opposite order would look
/// like a wrap. A round holds the lock, so read, parse and apply between <see cref="BeginRound"/> and its <see cref="Round.Dispose"/>.
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

    /// <summary>Starts a reading of the source; dispose it to let the next one start.</summary>
    public Round BeginRound()
    {
        _lock.Enter();
        _round++;
        _seen = 0;
        return new Round(this);
    }

    /// <summary>
    /// Replaces one key's raw counters by what they have counted since the key was first seen. Only within a round, with as many counters
    /// each time.
    /// </summary>
    /// <remarks>
    /// A counter that is not known this time (<see cref="Unknown"/>, or anything below zero) stays where it
    /// was: zero, if it was never known.
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
        /// The source was read to its end: keys that were not in it are forgotten, so that a device that comes back under its old name
        /// starts anew. Left out when a reading failed half-way, of which nothing can be concluded.
        /// </summary>
        public void Complete() => _counters.ForgetVanished();

        /// <summary>Lets the next reading start.</summary>
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
