namespace Psutil;

/// <summary>What an interface has carried. What an operating system does not tell is null.</summary>
/// <param name="BytesSent">Bytes sent.</param>
/// <param name="BytesReceived">Bytes received.</param>
/// <param name="PacketsSent">Packets sent.</param>
/// <param name="PacketsReceived">Packets received.</param>
/// <param name="ErrorsIn">Packets that arrived damaged.</param>
/// <param name="ErrorsOut">Packets that could not be sent.</param>
/// <param name="DropsIn">Packets that arrived and were thrown away.</param>
/// <param name="DropsOut">Packets that were thrown away instead of sent; null on macOS and BSD versions that do not count them.</param>
public readonly record struct NetworkIOCounters(
    long BytesSent,
    long BytesReceived,
    long PacketsSent,
    long PacketsReceived,
    long ErrorsIn,
    long ErrorsOut,
    long DropsIn,
    long? DropsOut
)
{
    /// <summary>The sum of two interfaces' counters.</summary>
    public static NetworkIOCounters operator +(NetworkIOCounters left, NetworkIOCounters right) =>
        new(
            left.BytesSent + right.BytesSent,
            left.BytesReceived + right.BytesReceived,
            left.PacketsSent + right.PacketsSent,
            left.PacketsReceived + right.PacketsReceived,
            left.ErrorsIn + right.ErrorsIn,
            left.ErrorsOut + right.ErrorsOut,
            left.DropsIn + right.DropsIn,
            left.DropsOut is null && right.DropsOut is null ? null : left.DropsOut.GetValueOrDefault() + right.DropsOut.GetValueOrDefault()
        );

    /// <summary>The sum of two interfaces' counters.</summary>
    public static NetworkIOCounters Add(NetworkIOCounters left, NetworkIOCounters right) => left + right;
}
