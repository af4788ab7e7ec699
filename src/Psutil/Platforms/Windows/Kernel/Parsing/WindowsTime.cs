namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Windows' times: spans of 100 ns, and instants counted in them from 1601 (FILETIME).</summary>
internal static class WindowsTime
{
    // FILETIMEs beyond the year 9999 mean 'never', or garbage.
    private static readonly long LastFileTime = DateTimeOffset.MaxValue.ToFileTime();

    public static TimeSpan ToSpan(long ticks) => new(Math.Max(0, ticks));

    /// <summary>The instant; null for 0, which stands for 'none', and for what no calendar has.</summary>
    public static DateTimeOffset? ToInstant(long fileTime) =>
        fileTime > 0 && fileTime <= LastFileTime ? DateTimeOffset.FromFileTime(fileTime).ToUniversalTime() : null;
}
