namespace Psutil;

/// <summary>What a process sends and receives over TCP and UDP per second.</summary>
public readonly record struct ProcessNetworkIORates
{
    /// <summary>The bytes sent per second.</summary>
    public required double BytesSentPerSecond { get; init; }

    /// <summary>The bytes received per second.</summary>
    public required double BytesReceivedPerSecond { get; init; }

    internal static ProcessNetworkIORates Between(
        in ProcessNetworkIOCounters earlier,
        in ProcessNetworkIOCounters later,
        TimeSpan elapsed
    ) =>
        new()
        {
            BytesSentPerSecond = Math.Max(0, later.BytesSent - earlier.BytesSent) / elapsed.TotalSeconds,
            BytesReceivedPerSecond = Math.Max(0, later.BytesReceived - earlier.BytesReceived) / elapsed.TotalSeconds,
        };
}
