namespace Psutil.Tool.Commands;

/// <summary>What a reader must know about the network traffic that a command shows.</summary>
internal static class TrafficNotice
{
    /// <summary>Notes why not all traffic is counted, and that some is attributed to nobody.</summary>
    /// <param name="loop">Where it is noted.</param>
    /// <param name="source">Where the traffic is read; null if it cannot be counted.</param>
    /// <param name="shortfall">Why the source is not the best one; null if it is.</param>
    /// <param name="reading">The reading; null if there is none.</param>
    public static void Note(WatchLoop loop, ProcessNetworkSource? source, string? shortfall, ProcessNetworkReading? reading)
    {
        loop.Note(() =>
            shortfall is null ? null
            : source is null ? $"network traffic cannot be counted here: {shortfall}"
            : $"only TCP is counted, by sockets: {shortfall}"
        );
        loop.Note(() =>
            reading is null or { Missed: 0, Unattributed: { BytesSent: 0, BytesReceived: 0 } }
                ? null
                : "some traffic is attributed to no process: 'psutil net --by process --json' has its sums under 'unattributed'"
        );
    }
}
