namespace Psutil.Platforms.Unix.Parsing;

/// <summary>Instants counted from 1970.</summary>
internal static class UnixTime
{
    // 9999-12-31T23:59:59Z, the last second that DateTimeOffset can hold.
    private const long LatestSeconds = 253_402_300_799;

    /// <summary>
    /// The instant; null if it lies before 1970 or beyond what DateTimeOffset can hold, or if the second part is no fraction of a second.
    /// </summary>
    public static DateTimeOffset? FromSeconds(long seconds, long microseconds = 0) =>
        seconds is >= 0 and <= LatestSeconds && microseconds is >= 0 and < 1_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (microseconds * TimeSpan.TicksPerMicrosecond))
            : null;

    /// <inheritdoc cref="FromSeconds"/>
    public static DateTimeOffset? FromMicroseconds(long microseconds) =>
        microseconds < 0 ? null : FromSeconds(microseconds / 1_000_000, microseconds % 1_000_000);
}
