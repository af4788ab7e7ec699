namespace Psutil;

/// <summary>What the source of a <see cref="ProcessNetworkMeter"/> counted since the meter began.</summary>
public sealed class NetworkUseSample
{
    /// <summary>The sums of the processes that exist.</summary>
    public required IReadOnlyDictionary<ProcessIdentity, ProcessNetworkIOCounters> Alive { get; init; }

    /// <summary>The final sums of the processes that have ended since the previous sample.</summary>
    public required IReadOnlyDictionary<ProcessIdentity, ProcessNetworkIOCounters> Ended { get; init; }

    /// <summary>As <see cref="ProcessNetworkReading.Unattributed"/>.</summary>
    public required ProcessNetworkIOCounters Unattributed { get; init; }

    /// <summary>As <see cref="ProcessNetworkReading.Missed"/>.</summary>
    public required long Missed { get; init; }

    /// <summary>As <see cref="ProcessNetworkReading.Hidden"/>.</summary>
    public required IReadOnlySet<int> Hidden { get; init; }

    /// <summary>What each connection transferred since the previous sample; empty unless connections are counted.</summary>
    public required IReadOnlyList<ProcessConnectionUse> Connections { get; init; }

    /// <summary>As <see cref="ProcessNetworkReading.WithoutConnection"/>.</summary>
    public required ProcessNetworkIOCounters WithoutConnection { get; init; }
}
