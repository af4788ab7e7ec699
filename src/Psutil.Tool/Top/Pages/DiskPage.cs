using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>Each disk since the last refresh, with the numbers of <c>iostat -x</c>.</summary>
internal sealed class DiskPage : PageReader
{
    private const string UseHeader = "UTIL%";

    private static readonly IReadOnlyList<PageColumn<Row>> Columns =
    [
        PageText.Word<Row>("DISK", "its name, or that of a part of it", 10, row => row.Name, widest: 24, look: _ => Role.Bold),
        PageText.Number<Row>("R/s", "reads per second", 7, row => row.Rates.ReadsPerSecond, PageText.Events),
        PageText.Number<Row>("W/s", "writes per second", 7, row => row.Rates.WritesPerSecond, PageText.Events),
        PageText.Number<Row>("READ/s", "bytes read per second", 7, row => row.Rates.ReadBytesPerSecond, PageText.Bytes),
        PageText.Number<Row>("WRITE/s", "bytes written per second", 7, row => row.Rates.WriteBytesPerSecond, PageText.Bytes),
        PageText.Number<Row>(
            "R-ms",
            "how long a read took, in ms",
            7,
            row => row.Rates.ReadLatency?.TotalMilliseconds,
            PageText.TwoDecimals
        ),
        PageText.Number<Row>(
            "W-ms",
            "how long a write took, in ms",
            7,
            row => row.Rates.WriteLatency?.TotalMilliseconds,
            PageText.TwoDecimals
        ),
        PageText.Number<Row>("QUEUE", "reads and writes under way, on average", 6, row => Queue(row.Rates), PageText.TwoDecimals),
        PageText.Share<Row>(UseHeader, "the share of the time in which it was busy", row => row.Rates.BusyPercent),
    ];

    public static TopPage Entry { get; } =
        new("disks", "reads, writes, latency and use of each disk", Columns, _ => new DiskPage()) { SortHeader = UseHeader };

    public override PageTable Read(TopSample sample) =>
        new PageTable<Row>(
            Columns,
            [
                // The order of those that are as busy as each other.
                .. sample
                    .DiskRates.Select(pair => new Row(pair.Key, pair.Value))
                    .OrderByDescending(row => row.Rates.ReadBytesPerSecond + row.Rates.WriteBytesPerSecond)
                    .ThenBy(row => DeviceTraffic.IsVirtualDisk(row.Name))
                    .ThenBy(row => row.Name, StringComparer.Ordinal),
            ]
        )
        {
            Empty = sample.Missing.GetValueOrDefault(TopSampler.Disks) is { } reason ? "disks: " + reason : NotYet(sample.Disks is null),
        };

    // Little's law: how many arrive, times how long each stays.
    private static double? Queue(DiskIORates rates) =>
        rates is { ReadsPerSecond: 0, WritesPerSecond: 0 } ? (rates.BusyPercent is null ? null : 0)
        : rates.ReadLatency is null && rates.WriteLatency is null ? null
        : rates.ReadsPerSecond * (rates.ReadLatency?.TotalSeconds ?? 0) + rates.WritesPerSecond * (rates.WriteLatency?.TotalSeconds ?? 0);

    private static string NotYet(bool isFirst) => isFirst ? "rates need a second refresh" : "no disks here";

    private readonly record struct Row(string Name, DiskIORates Rates);
}
