namespace Psutil.Platforms.Unix.Parsing;

/// <summary>Converts times since 1970.</summary>
internal static class UnixTime
{
    // 9999-12-31T23:59:59Z, the last second of DateTimeOffset.
    private const long LatestSeconds = 253_402_300_799;

    /// <summary>
    /// The time; null if it is before 1970 or beyond DateTimeOffset, or if the second part is not a fraction of a second.
    /// </summary>
    public static DateTimeOffset? FromSeconds(long seconds, long microseconds = 0) =>
        seconds is >= 0 and <= LatestSeconds && microseconds is >= 0 and < 1_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (microseconds * TimeSpan.TicksPerMicrosecond))
            : null;

    /// <inheritdoc cref="FromSeconds"/>
    public static DateTimeOffset? FromMicroseconds(long microseconds) =>
        microseconds < 0 ? null : FromSeconds(microseconds / 1_000_000, microseconds % 1_000_000);
}
