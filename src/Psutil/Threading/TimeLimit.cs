namespace Psutil;

/// <summary>
/// How long a call may take. By the one convention of this library, a caller gives null for the documented default,
/// <see cref="Timeout.InfiniteTimeSpan"/> for no limit and zero to look once; after <see cref="Check"/>, null is no limit.
/// </summary>
internal readonly struct TimeLimit
{
    private readonly long _start;

    /// <summary>A limit that is counted from now on; null for none.</summary>
    public TimeLimit(TimeSpan? total)
    {
        Total = total;
        _start = TimeProvider.System.GetTimestamp();
    }

    /// <summary>The whole of it; null if there is none.</summary>
    public TimeSpan? Total { get; }

    /// <summary>What is left, never less than zero; null if there is no limit.</summary>
    public TimeSpan? Left =>
        Total is not { } total ? null
        : TimeProvider.System.GetElapsedTime(_start) is var passed && passed < total ? total - passed
        : TimeSpan.Zero;

    public bool IsOver => Left == TimeSpan.Zero;

    /// <summary>What is left in whole milliseconds, rounded up, as poll(2) and Windows' waits take it; -1 if there is no limit.</summary>
    public int MillisecondsLeft => Left is { } left ? (int)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue) : Timeout.Infinite;

    /// <summary>The limit that a caller's argument stands for; null for none.</summary>
    /// <param name="timeout">The argument.</param>
    /// <param name="byDefault">What null stands for; null for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
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
