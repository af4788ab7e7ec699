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
            Saturating.Add(left.BytesSent, right.BytesSent),
            Saturating.Add(left.BytesReceived, right.BytesReceived),
            Saturating.Add(left.PacketsSent, right.PacketsSent),
            Saturating.Add(left.PacketsReceived, right.PacketsReceived),
            Saturating.Add(left.ErrorsIn, right.ErrorsIn),
            Saturating.Add(left.ErrorsOut, right.ErrorsOut),
            Saturating.Add(left.DropsIn, right.DropsIn),
            left.DropsOut is null && right.DropsOut is null
                ? null
                : Saturating.Add(left.DropsOut.GetValueOrDefault(), right.DropsOut.GetValueOrDefault())
        );

    /// <summary>The sum of two interfaces' counters.</summary>
    public static NetworkIOCounters Add(NetworkIOCounters left, NetworkIOCounters right) => left + right;
}
