namespace Psutil;

/// <summary>What a network interface has carried since it came up.</summary>
/// <remarks>Linux: <c>/proc/net/dev</c>. Windows: <c>GetIfTable2</c>. BSD and macOS: the kernel's list of interfaces.</remarks>
public readonly record struct NetworkIOCounters
{
    /// <summary>Bytes sent.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bytes received.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>Packets sent.</summary>
    public required long PacketsSent { get; init; }

    /// <summary>Packets received.</summary>
    public required long PacketsReceived { get; init; }

    /// <summary>Packets that arrived damaged.</summary>
    public required long ErrorsIn { get; init; }

    /// <summary>Packets that could not be sent.</summary>
    public required long ErrorsOut { get; init; }

    /// <summary>Packets that arrived and were dropped.</summary>
    public required long DropsIn { get; init; }

    /// <summary>Packets that were dropped instead of sent; null on macOS and on versions of the BSDs that do not count them.</summary>
    public long? DropsOut { get; init; }

    /// <summary>The sum of two interfaces' counters; a part is null only if both lack it.</summary>
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

    /// <summary>The sum of two interfaces' counters; a part is null only if both lack it.</summary>
    public static NetworkIOCounters Add(NetworkIOCounters left, NetworkIOCounters right) => left + right;
}
