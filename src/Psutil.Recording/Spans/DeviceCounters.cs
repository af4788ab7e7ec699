namespace Psutil.Recording;

/// <summary>By how much the counters of a device rise from sample to sample.</summary>
internal static class DeviceCounters
{
    public static readonly DiskIOCounters NoDiskIO = new()
    {
        ReadCount = 0,
        WriteCount = 0,
        ReadBytes = 0,
        WriteBytes = 0,
        ReadTime = TimeSpan.Zero,
        WriteTime = TimeSpan.Zero,
        BusyTime = TimeSpan.Zero,
        ReadMergedCount = 0,
        WriteMergedCount = 0,
    };

    public static readonly NetworkIOCounters NoNetworkIO = default(NetworkIOCounters) with { DropsOut = 0 };

    public static DiskIOCounters Rise(DiskIOCounters before, DiskIOCounters now) =>
        new()
        {
            ReadCount = Rise(before.ReadCount, now.ReadCount),
            WriteCount = Rise(before.WriteCount, now.WriteCount),
            ReadBytes = Rise(before.ReadBytes, now.ReadBytes),
            WriteBytes = Rise(before.WriteBytes, now.WriteBytes),
            ReadTime = Rise(before.ReadTime, now.ReadTime),
            WriteTime = Rise(before.WriteTime, now.WriteTime),
            BusyTime = Rise(before.BusyTime, now.BusyTime),
            ReadMergedCount = Rise(before.ReadMergedCount, now.ReadMergedCount),
            WriteMergedCount = Rise(before.WriteMergedCount, now.WriteMergedCount),
        };

    public static NetworkIOCounters Rise(NetworkIOCounters before, NetworkIOCounters now) =>
        new()
        {
            BytesSent = Rise(before.BytesSent, now.BytesSent),
            BytesReceived = Rise(before.BytesReceived, now.BytesReceived),
            PacketsSent = Rise(before.PacketsSent, now.PacketsSent),
            PacketsReceived = Rise(before.PacketsReceived, now.PacketsReceived),
            ErrorsIn = Rise(before.ErrorsIn, now.ErrorsIn),
            ErrorsOut = Rise(before.ErrorsOut, now.ErrorsOut),
            DropsIn = Rise(before.DropsIn, now.DropsIn),
            DropsOut = Rise(before.DropsOut, now.DropsOut),
        };

    /// <summary>By how much a counter has risen: by 0 if it ran back, as it does when another device has got the name.</summary>
    public static long Rise(long before, long now)
    {
        // A file can hold any numbers.
        long rise = unchecked(now - before);
        return now <= before ? 0
            : rise > 0 ? rise
            : long.MaxValue;
    }

    public static long? Rise(long? before, long? now) => before is { } earlier && now is { } later ? Rise(earlier, later) : null;

    private static TimeSpan? Rise(TimeSpan? before, TimeSpan? now) =>
        Rise(before?.Ticks, now?.Ticks) is { } ticks ? new TimeSpan(ticks) : null;
}
