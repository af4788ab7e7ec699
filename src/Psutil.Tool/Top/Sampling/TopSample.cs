using Psutil.Tool.Top.Pages;

namespace Psutil.Tool.Top.Sampling;

/// <summary>The values of one refresh. Immutable but for the curves, which go on.</summary>
internal sealed record TopSample
{
    /// <summary>The local time.</summary>
    public required DateTimeOffset Time { get; init; }

    public IReadOnlyList<TopProcess> Processes { get; init; } = [];

    /// <summary>The last values of each process; null if they are not kept.</summary>
    public ProcessCurves? Curves { get; init; }

    /// <summary>The processes that have just ended, as they were last seen.</summary>
    public IReadOnlyList<TopProcess> Ended { get; init; } = [];

    /// <summary>The use of all CPUs together; null at the first refresh.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>What the CPUs were busy with; null at the first refresh.</summary>
    public CpuTimesPercent? CpuShares { get; init; }

    public IReadOnlyList<CoreUse> Cores { get; init; } = [];

    public VirtualMemory? Memory { get; init; }

    public SwapMemory? Swap { get; init; }

    public LoadAverage? Load { get; init; }

    public TimeSpan? Uptime { get; init; }

    /// <summary>Null at the first refresh.</summary>
    public Traffic? Network { get; init; }

    /// <inheritdoc cref="Network"/>
    public Traffic? Disks { get; init; }

    /// <summary>The traffic of each interface except loopback, the busiest first.</summary>
    public IReadOnlyList<DeviceTraffic> Interfaces { get; init; } = [];

    /// <summary>The traffic of each disk, the busiest first.</summary>
    public IReadOnlyList<DeviceTraffic> DiskDevices { get; init; } = [];

    /// <summary>The rates of each disk and its parts; none at the first refresh.</summary>
    public IReadOnlyDictionary<string, DiskIORates> DiskRates { get; init; } = new Dictionary<string, DiskIORates>();

    /// <summary>The rates of each interface; none at the first refresh.</summary>
    public IReadOnlyDictionary<string, NetworkIORates> InterfaceRates { get; init; } = new Dictionary<string, NetworkIORates>();

    /// <summary>The rows of the page that is shown in place of the processes; null if none is.</summary>
    public (TopPage Of, PageTable Table)? Page { get; init; }

    public MachineHealth Health { get; init; } = new();

    public TaskCounts Tasks { get; init; }

    /// <summary>Why values of the machine are missing, as text, by their name in <see cref="TopSampler"/>.</summary>
    public IReadOnlyDictionary<string, string> Missing { get; init; } = new Dictionary<string, string>();

    /// <summary>The traffic of all interfaces except loopback, whose traffic leaves no machine.</summary>
    public Traffic? OuterNetwork =>
        Interfaces.Count == 0
            ? Network
            : new Traffic(Interfaces.Sum(entry => entry.Traffic.In ?? 0), Interfaces.Sum(entry => entry.Traffic.Out ?? 0));

    public long? TotalMemory => Memory?.Total;
}
