namespace Psutil.Tool.Top.Sampling;

/// <summary>The values of one refresh. Immutable.</summary>
internal sealed record TopSample
{
    /// <summary>The local time.</summary>
    public required DateTimeOffset Time { get; init; }

    public IReadOnlyList<TopProcess> Processes { get; init; } = [];

    /// <summary>The processes that have just ended, as they were last seen.</summary>
    public IReadOnlyList<TopProcess> Ended { get; init; } = [];

    /// <summary>The use of all CPUs together; null at the first refresh.</summary>
    public double? CpuPercent { get; init; }

    public IReadOnlyList<CoreUse> Cores { get; init; } = [];

    public VirtualMemory? Memory { get; init; }

    public SwapMemory? Swap { get; init; }

    public LoadAverage? Load { get; init; }

    public TimeSpan? Uptime { get; init; }

    /// <summary>Null at the first refresh.</summary>
    public Traffic? Network { get; init; }

    /// <inheritdoc cref="Network"/>
    public Traffic? Disks { get; init; }

    /// <summary>Why values of the machine are missing, as text, by their name in <see cref="TopSampler"/>.</summary>
    public IReadOnlyDictionary<string, string> Missing { get; init; } = new Dictionary<string, string>();

    public long? TotalMemory => Memory?.Total;
}
