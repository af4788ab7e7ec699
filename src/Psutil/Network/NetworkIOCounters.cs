namespace Psutil;

/// <summary>The I/O counters of a network interface since it came up.</summary>
/// <remarks>Linux: <c>/proc/net/dev</c>. Windows: <c>GetIfTable2</c>. macOS: <c>NET_RT_IFLIST2</c>. BSD: <c>NET_RT_IFLIST</c>.</remarks>
public readonly record struct NetworkIOCounters
{
    /// <summary>The number of bytes sent.</summary>
    public required long BytesSent { get; init; }

    /// <summary>The number of bytes received.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>The number of packets sent.</summary>
    public required long PacketsSent { get; init; }

    /// <summary>The number of packets received.</summary>
    public required long PacketsReceived { get; init; }

    /// <summary>The number of packets that arrived damaged.</summary>
    public required long ErrorsIn { get; init; }

    /// <summary>The number of packets that could not be sent.</summary>
    public required long ErrorsOut { get; init; }

    /// <summary>The number of received packets that were dropped.</summary>
    public required long DropsIn { get; init; }

    /// <summary>The number of outgoing packets that were dropped; null on macOS, and on versions of BSD that do not count them.</summary>
    public long? DropsOut { get; init; }

    /// <summary>The sum of two interfaces' counters. A counter is null only if it is null in both.</summary>
    public static NetworkIOCounters operator +(NetworkIOCounters left, NetworkIOCounters right) =>
        new()
        {
            BytesSent = Saturating.Add(left.BytesSent, right.BytesSent),
            BytesReceived = Saturating.Add(left.BytesReceived, right.BytesReceived),
            PacketsSent = Saturating.Add(left.PacketsSent, right.PacketsSent),
            PacketsReceived = Saturating.Add(left.PacketsReceived, right.PacketsReceived),
            ErrorsIn = Saturating.Add(left.ErrorsIn, right.ErrorsIn),
            ErrorsOut = Saturating.Add(left.ErrorsOut, right.ErrorsOut),
            DropsIn = Saturating.Add(left.DropsIn, right.DropsIn),
            DropsOut =
                left.DropsOut is null ? right.DropsOut
                : right.DropsOut is null ? left.DropsOut
                : Saturating.Add(left.DropsOut.Value, right.DropsOut.Value),
        };

    /// <summary>The sum of two interfaces' counters. A counter is null only if it is null in both.</summary>
    public static NetworkIOCounters Add(NetworkIOCounters left, NetworkIOCounters right) => left + right;

    /// <summary>The rates between an earlier sample of the same interface and this one.</summary>
    /// <param name="earlier">The earlier sample.</param>
    /// <param name="elapsed">The time between the two.</param>
    /// <returns>The rates; null if no time has passed, or if a counter ran backwards, as it does when another interface has got the
    /// name.</returns>
    public NetworkIORates? RatesSince(NetworkIOCounters earlier, TimeSpan elapsed)
    {
        CounterDifference difference = new(elapsed);
        NetworkIORates rates = new()
        {
            BytesSentPerSecond = difference.PerSecond(BytesSent, earlier.BytesSent),
            BytesReceivedPerSecond = difference.PerSecond(BytesReceived, earlier.BytesReceived),
            PacketsSentPerSecond = difference.PerSecond(PacketsSent, earlier.PacketsSent),
            PacketsReceivedPerSecond = difference.PerSecond(PacketsReceived, earlier.PacketsReceived),
            ErrorsInPerSecond = difference.PerSecond(ErrorsIn, earlier.ErrorsIn),
            ErrorsOutPerSecond = difference.PerSecond(ErrorsOut, earlier.ErrorsOut),
            DropsInPerSecond = difference.PerSecond(DropsIn, earlier.DropsIn),
            DropsOutPerSecond = difference.PerSecond(DropsOut, earlier.DropsOut),
        };
        return difference.IsValid ? rates : null;
    }
}
