namespace Psutil;

/// <summary>
/// A time limit. In the whole public API, null is the documented default, <see cref="Timeout.InfiniteTimeSpan"/> is no limit, and zero
/// checks once without waiting. After <see cref="Check"/>, null is no limit.
/// </summary>
internal readonly struct TimeLimit
{
    private readonly TimeProvider _clock;
    private readonly long _start;

    /// <summary>A limit that starts now; null for none.</summary>
    /// <param name="total">The whole time.</param>
    /// <param name="clock">The clock that it goes by; null for the system's.</param>
    public TimeLimit(TimeSpan? total, TimeProvider? clock = null)
    {
        Total = total;
        _clock = clock ?? TimeProvider.System;
        _start = _clock.GetTimestamp();
    }

    /// <summary>The whole time; null if there is no limit.</summary>
    public TimeSpan? Total { get; }

    /// <summary>The time left, never negative; null if there is no limit.</summary>
    public TimeSpan? Left =>
        Total is not { } total ? null
        : _clock.GetElapsedTime(_start) is var passed && passed < total ? total - passed
        : TimeSpan.Zero;

    public bool IsOver => Left == TimeSpan.Zero;

    /// <summary>
    /// The time left in milliseconds, rounded up, as poll(2) and the wait functions of Windows take it; -1 if there is no limit.
    /// </summary>
    public int MillisecondsLeft => Left is { } left ? (int)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue) : Timeout.Infinite;

    /// <summary>Checks a caller's argument and returns the limit; null for none.</summary>
    /// <param name="timeout">The caller's argument.</param>
    /// <param name="byDefault">The default; null for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static TimeSpan? Check(TimeSpan? timeout, TimeSpan? byDefault = null)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return null;
        }

        if (timeout is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero, nameof(timeout));
        }

        return timeout ?? byDefault;
    }
}
