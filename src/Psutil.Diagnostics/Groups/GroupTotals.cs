namespace Psutil.Diagnostics;

/// <summary>The sums of a process group over time.</summary>
internal sealed class GroupTotals(string name)
{
    private TimeSpan _userTime;
    private TimeSpan _systemTime;
    private long? _readBytes;
    private long? _writeBytes;
    private long _count;
    private long _rss;

    /// <summary>Forgets which processes are in the group, before the next reading of the table.</summary>
    public void BeginReading() => (_count, _rss) = (0, 0);

    /// <summary>Adds a process as it is now, and what it did since it was read before.</summary>
    public void Add(ProcessSnapshot now, (TimeSpan UserTime, TimeSpan SystemTime, long? ReadBytes, long? WriteBytes) growth)
    {
        _count++;
        _rss += now.Memory?.Rss ?? 0;
        _userTime += growth.UserTime;
        _systemTime += growth.SystemTime;
        _readBytes = growth.ReadBytes is { } read ? _readBytes.GetValueOrDefault() + read : _readBytes;
        _writeBytes = growth.WriteBytes is { } write ? _writeBytes.GetValueOrDefault() + write : _writeBytes;
    }

    public ProcessGroupReading Read() =>
        new()
        {
            Name = name,
            Count = _count,
            Rss = _rss,
            UserTime = _userTime,
            SystemTime = _systemTime,
            ReadBytes = _readBytes,
            WriteBytes = _writeBytes,
        };
}
