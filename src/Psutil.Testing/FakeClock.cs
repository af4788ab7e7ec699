namespace Psutil.Testing;

/// <summary>
/// A clock that stands still until a test advances it. Timers, delays and time limits that go by it end when it reaches them.
/// </summary>
/// <remarks>Thread-safe. Like every <see cref="TimeProvider"/> it can also be given to other code.</remarks>
public sealed class FakeClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;

    /// <summary>Creates a clock that shows 1 January 2000, 00:00 UTC.</summary>
    public FakeClock()
        : this(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)) { }

    /// <summary>Creates a clock that shows the given time.</summary>
    public FakeClock(DateTimeOffset start) => _start = start;

    /// <summary>
    /// Whether the clock advances by itself when something waits: a delay or time limit that begins is over at once, and the time has
    /// passed. With this, blocking calls such as <see cref="Cpu.GetPercent"/> return at once in a test with one thread. False by default:
    /// such a call then blocks until another thread calls <see cref="Advance"/>.
    /// </summary>
    public bool AdvancesWhenWaited { get; set; }

    /// <summary>The time that has passed since the clock was created.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _elapsed;
            }
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Lets time pass. Timers that are due are called in the order of their times, before this method returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan end = Elapsed + time;
        while (TakeDue(end) is { } due)
        {
            due.Call();
        }

        lock (_lock)
        {
            _elapsed = _elapsed < end ? end : _elapsed;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Timer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sets the clock to the next timer that is due by then, and returns that; null if there is none.</summary>
    private Timer? TakeDue(TimeSpan end)
    {
        lock (_lock)
        {
            Timer? next = _timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > end)
            {
                return null;
            }

            _elapsed = _elapsed < next.Due ? next.Due : _elapsed;
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
            }
            else
            {
                _timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class Timer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Call() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isSet = dueTime >= TimeSpan.Zero;
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (isSet)
                {
                    Due = clock._elapsed + dueTime;
                    Period = period;
                    clock._timers.Add(this);
                }
            }

            if (isSet && (dueTime == TimeSpan.Zero || clock.AdvancesWhenWaited))
            {
                clock.Advance(dueTime);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
