namespace Psutil;

/// <summary>The I/O of a network interface per second, between two samples of its <see cref="NetworkIOCounters"/>.</summary>
public readonly record struct NetworkIORates
{
    /// <summary>The number of bytes sent per second.</summary>
    public required double BytesSentPerSecond { get; init; }

    /// <summary>The number of bytes received per second.</summary>
    public required double BytesReceivedPerSecond { get; init; }

    /// <summary>The number of packets sent per second.</summary>
    public required double PacketsSentPerSecond { get; init; }

    /// <summary>The number of packets received per second.</summary>
    public required double PacketsReceivedPerSecond { get; init; }

    /// <summary>The number of packets per second that arrived damaged.</summary>
    public required double ErrorsInPerSecond { get; init; }

    /// <summary>The number of packets per second that could not be sent.</summary>
    public required double ErrorsOutPerSecond { get; init; }

    /// <summary>The number of received packets per second that were dropped.</summary>
    public required double DropsInPerSecond { get; init; }

    /// <summary>
    /// The number of outgoing packets per second that were dropped; null if <see cref="NetworkIOCounters.DropsOut"/> is null. Of several
    /// interfaces together, null only if it is null for all.
    /// </summary>
    public double? DropsOutPerSecond { get; init; }

    /// <summary>The rates of several interfaces together; null if there are none.</summary>
    internal static NetworkIORates? Sum(IEnumerable<NetworkIORates> interfaces)
    {
        NetworkIORates? sum = null;
        foreach (NetworkIORates rates in interfaces)
        {
            sum = sum is { } known ? Add(known, rates) : rates;
        }

        return sum;
    }

    private static NetworkIORates Add(in NetworkIORates left, in NetworkIORates right) =>
        new()
        {
            BytesSentPerSecond = left.BytesSentPerSecond + right.BytesSentPerSecond,
            BytesReceivedPerSecond = left.BytesReceivedPerSecond + right.BytesReceivedPerSecond,
            PacketsSentPerSecond = left.PacketsSentPerSecond + right.PacketsSentPerSecond,
            PacketsReceivedPerSecond = left.PacketsReceivedPerSecond + right.PacketsReceivedPerSecond,
            ErrorsInPerSecond = left.ErrorsInPerSecond + right.ErrorsInPerSecond,
            ErrorsOutPerSecond = left.ErrorsOutPerSecond + right.ErrorsOutPerSecond,
            DropsInPerSecond = left.DropsInPerSecond + right.DropsInPerSecond,
            DropsOutPerSecond = right.DropsOutPerSecond is { } drops
                ? drops + left.DropsOutPerSecond.GetValueOrDefault()
                : left.DropsOutPerSecond,
        };
}
