namespace Psutil.Diagnostics;

/// <summary>A process in the process groups: where it belongs, and what of it has been counted.</summary>
internal sealed class GroupMember
{
    private TimeSpan _userTime;
    private TimeSpan _systemTime;
    private long _readBytes;
    private long _writeBytes;

    /// <summary>The name by which its group was found.</summary>
    public string? Name { get; set; }

    /// <summary>When its group was found; null before.</summary>
    public long? MatchedAt { get; set; }

    /// <summary>Its group; null if it is in none.</summary>
    public GroupTotals? Group { get; set; }

    /// <summary>Whether it is in no group because there are too many.</summary>
    public bool IsLeftOut { get; set; }

    /// <summary>The reading of the table in which it was seen last.</summary>
    public long SeenIn { get; set; }

    /// <summary>
    /// What the process did since the last call: at first all that it ever did. A counter that is unknown, or smaller than before, adds
    /// nothing, and counts from where it was.
    /// </summary>
    public (TimeSpan UserTime, TimeSpan SystemTime, long? ReadBytes, long? WriteBytes) Grow(ProcessSnapshot now)
    {
        TimeSpan user = Max(now.CpuTimes?.User, _userTime);
        TimeSpan system = Max(now.CpuTimes?.System, _systemTime);
        long read = Math.Max(now.IOCounters?.ReadBytes ?? 0, _readBytes);
        long write = Math.Max(now.IOCounters?.WriteBytes ?? 0, _writeBytes);
        var growth = (
            user - _userTime,
            system - _systemTime,
            now.IOCounters?.ReadBytes is null ? (long?)null : read - _readBytes,
            now.IOCounters?.WriteBytes is null ? (long?)null : write - _writeBytes
        );
        (_userTime, _systemTime, _readBytes, _writeBytes) = (user, system, read, write);
        return growth;
    }

    private static TimeSpan Max(TimeSpan? now, TimeSpan before) => now > before ? now.Value : before;
}
