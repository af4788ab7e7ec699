namespace Psutil.Tool.Top.Sampling;

/// <summary>
/// The CPU and memory of each process at the last refreshes, for its curves. Only of those that did something meanwhile are values kept: of
/// all others it is known that they used no CPU time, and as much memory as now. Thread-safe.
/// </summary>
internal sealed class ProcessCurves
{
    /// <summary>The number of kept values: a minute of refreshes once a second.</summary>
    public const int Length = 60;

    /// <summary>Of how many processes values are kept: some 400 bytes of each.</summary>
    public const int MostKept = 1024;

    // A Half counts to 65,504, and so to a terabyte, with an error of a thousandth.
    private const double MemoryUnit = 1 << 24;

    private readonly Lock _lock = new();
    private readonly Dictionary<ProcessIdentity, Kept> _kept = [];
    private readonly DateTimeOffset[] _times = new DateTimeOffset[Length + 1];
    private long _round;

    // The last refresh at which a process did something and could not be kept.
    private long _lostAt = -Length;

    /// <summary>Begins a refresh.</summary>
    public void Begin(DateTimeOffset time)
    {
        lock (_lock)
        {
            _round++;
            _times[_round % _times.Length] = time;
            if (_round % Length == 0)
            {
                foreach ((ProcessIdentity process, Kept kept) in _kept)
                {
                    if (kept.Round <= _round - Length)
                    {
                        _kept.Remove(process);
                    }
                }
            }
        }
    }

    /// <summary>Adds the values of a process; one that did nothing need not be added.</summary>
    /// <param name="before">The process at the refresh before; null if it was not there.</param>
    /// <param name="now">The process.</param>
    public void Add(TopProcess? before, TopProcess now)
    {
        // At its first refresh it has no CPU percentage. Whatever it has of later ones is known by its start time.
        long? rss = now.Snapshot.Memory?.Rss;
        if (before is null || (now.CpuPercent is 0 or null && before.Snapshot.Memory?.Rss == rss))
        {
            return;
        }

        lock (_lock)
        {
            if (!_kept.TryGetValue(now.Identity, out Kept? kept))
            {
                if (_kept.Count >= MostKept)
                {
                    _lostAt = _round;
                    return;
                }

                // Up to now it did nothing, unless that was lost.
                long first = _lostAt > _round - Length ? _round : Math.Min(_round, _round - RestCount(now) + 1);
                _kept[now.Identity] = kept = new Kept(first, ToHalf(before.Snapshot.Memory?.Rss));
            }

            kept.RestUntil(_round - 1);
            kept.Write(_round, ToHalf(now.CpuPercent), ToHalf(rss));
        }
    }

    /// <summary>The values of a process up to the last refresh, the newest last; none where they are not known.</summary>
    public (IReadOnlyList<double?> Cpu, IReadOnlyList<double?> Memory) Of(TopProcess process)
    {
        lock (_lock)
        {
            if (_kept.TryGetValue(process.Identity, out Kept? kept))
            {
                kept.RestUntil(_round);
                return kept.Values(_round);
            }

            if (_lostAt > _round - Length)
            {
                return ([], []);
            }

            double?[] cpu = new double?[RestCount(process)];
            double?[] memory = new double?[cpu.Length];
            Array.Fill(cpu, 0);
            Array.Fill(memory, process.Snapshot.Memory?.Rss);
            return (cpu, memory);
        }
    }

    // At how many of the last refreshes it was there, and has a CPU percentage: so without the first one.
    private int RestCount(TopProcess process)
    {
        int count = 0;
        for (long round = Math.Max(2, _round - Length + 1); round <= _round; round++)
        {
            if (process.Snapshot.CreateTime < _times[(round - 1) % _times.Length])
            {
                count++;
            }
        }

        return count;
    }

    private static Half ToHalf(double? percent) => percent is { } known ? (Half)Math.Min(known, (double)Half.MaxValue) : Half.NaN;

    private static Half ToHalf(long? bytes) => ToHalf(bytes / MemoryUnit);

    /// <param name="first">The first refresh whose values are known.</param>
    /// <param name="rss">The memory until now.</param>
    private sealed class Kept(long first, Half rss)
    {
        private readonly Half[] _cpu = new Half[Length];
        private readonly Half[] _memory = new Half[Length];
        private Half _rss = rss;

        /// <summary>The last refresh whose values are known.</summary>
        public long Round { get; private set; } = first - 1;

        public void Write(long round, Half cpu, Half memory)
        {
            (Round, _rss) = (round, memory);
            (_cpu[round % Length], _memory[round % Length]) = (cpu, memory);
        }

        /// <summary>Fills in the refreshes at which it did nothing.</summary>
        public void RestUntil(long round)
        {
            for (long rest = Math.Max(Round + 1, round - Length + 1); rest <= round; rest++)
            {
                Write(rest, Half.Zero, _rss);
            }
        }

        public (double?[] Cpu, double?[] Memory) Values(long round)
        {
            long oldest = Math.Max(first, round - Length + 1);
            double?[] cpu = new double?[round - oldest + 1];
            double?[] memory = new double?[cpu.Length];
            for (int index = 0; index < cpu.Length; index++)
            {
                long place = (oldest + index) % Length;
                cpu[index] = Half.IsNaN(_cpu[place]) ? null : (double)_cpu[place];
                memory[index] = Half.IsNaN(_memory[place]) ? null : (double)_memory[place] * MemoryUnit;
            }

            return (cpu, memory);
        }
    }
}
