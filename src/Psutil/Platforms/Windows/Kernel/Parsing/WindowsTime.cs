namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Converts Windows' times: spans in 100 ns, and times in 100 ns since 1601 (FILETIME).</summary>
internal static class WindowsTime
{
    // FILETIMEs beyond the year 9999 mean 'never' or are invalid.
    private static readonly long LastFileTime = DateTimeOffset.MaxValue.ToFileTime();

    public static TimeSpan ToSpan(long ticks) => new(Math.Max(0, ticks));

    /// <summary>The time; null for 0, which means none, and if out of range.</summary>
    public static DateTimeOffset? ToInstant(long fileTime) =>
        fileTime > 0 && fileTime <= LastFileTime ? DateTimeOffset.FromFileTime(fileTime).ToUniversalTime() : null;
}
