using Psutil.Tool.Readings;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>What each process sends and receives over the network, from the moment on when the page is opened.</summary>
internal sealed class TrafficPage : PageReader
{
    private static readonly IReadOnlyList<PageColumn<Row>> Columns =
    [
        PageText.Number<Row>("PID", "its number", 7, row => row.Use.Identity.Pid, PageText.Whole, look: _ => Role.Plain),
        PageText.Word<Row>("USER", "its real user", 9, row => row.Process?.Caption.UserName, rank: 3),
        PageText.Number<Row>(
            "IN/s",
            "received per second",
            7,
            row => row.Use.Rates?.BytesReceivedPerSecond,
            PageText.Bytes,
            look: row => row.Use.Rates?.BytesReceivedPerSecond is > 0 ? Role.In : Role.Dim
        ),
        PageText.Number<Row>(
            "OUT/s",
            "sent per second",
            7,
            row => row.Use.Rates?.BytesSentPerSecond,
            PageText.Bytes,
            look: row => row.Use.Rates?.BytesSentPerSecond is > 0 ? Role.Out : Role.Dim
        ),
        PageText.Number<Row>("IN", "received since the page was opened", 7, row => row.Use.Counters.BytesReceived, PageText.Bytes),
        PageText.Number<Row>("OUT", "sent since the page was opened", 7, row => row.Use.Counters.BytesSent, PageText.Bytes),
        PageText.Number<Row>(
            "MSG-IN",
            "datagrams received, and calls that received over TCP",
            8,
            row => row.Use.Counters.MessagesReceived,
            PageText.Whole,
            rank: 2
        ),
        PageText.Number<Row>(
            "MSG-OUT",
            "datagrams sent, and calls that sent over TCP",
            8,
            row => row.Use.Counters.MessagesSent,
            PageText.Whole,
            rank: 2
        ),
        PageText.Word<Row>(
            "PROGRAM",
            "the name of the process; dim if it has ended",
            8,
            row => row.Process?.Snapshot.Name,
            widest: 40,
            look: row => row.Use.HasEnded ? Role.Dim : Role.Program
        ),
    ];

    // Created with the page, so that what is counted begins when it is opened.
    private readonly Gaps _start = new();
    private readonly ProcessNetworkMeter? _meter;
    private Dictionary<ProcessIdentity, TopProcess> _earlier = [];

    private TrafficPage(Machine machine) =>
        _meter = _start.Read("traffic", () => TrafficMeter.Open(machine, new ProcessNetworkMeterOptions()));

    public static TopPage Entry { get; } =
        new("traffic", "what each process sends and receives; Enter shows the process", Columns, machine => new TrafficPage(machine));

    public override PageTable Read(TopSample sample)
    {
        Gaps gaps = new();
        ProcessNetworkReading? reading = _meter is null ? null : gaps.Read("traffic", _meter.Read);
        Dictionary<ProcessIdentity, TopProcess> known = sample.Processes.ToDictionary(process => process.Identity);
        Row[] rows =
        [
            .. (reading?.Processes ?? [])
                .Select(use => new Row(use, known.GetValueOrDefault(use.Identity) ?? _earlier.GetValueOrDefault(use.Identity)))
                .OrderByDescending(row => (row.Use.Rates?.BytesSentPerSecond ?? 0) + (row.Use.Rates?.BytesReceivedPerSecond ?? 0))
                .ThenByDescending(row => row.Use.Counters.BytesSent + row.Use.Counters.BytesReceived)
                .ThenBy(row => row.Use.Identity.Pid),
        ];
        _earlier = known;
        return new PageTable<Row>(Columns, rows)
        {
            Pid = row => row.Use.HasEnded ? null : row.Use.Identity.Pid,
            Summary = reading is null ? null : Summarize(reading),
            Empty =
                (_start.Find("traffic") ?? gaps.Find("traffic")) is { } gap ? "traffic: " + gap.Reason
                : _meter?.FallbackReason is { } reason ? "no TCP traffic yet; UDP is not counted: " + reason
                : "no process has sent or received anything since the page was opened",
        };
    }

    public override void Dispose()
    {
        _meter?.Dispose();
        base.Dispose();
    }

    private string Summarize(ProcessNetworkReading reading)
    {
        double received = reading.Processes.Sum(use => use.Rates?.BytesReceivedPerSecond ?? 0);
        double sent = reading.Processes.Sum(use => use.Rates?.BytesSentPerSecond ?? 0);
        string rates = $"in {ByteSize.ToString((long)received)}/s, out {ByteSize.ToString((long)sent)}/s";
        string missing = reading is { Missed: 0, Unattributed: { BytesSent: 0, BytesReceived: 0 } } ? "" : ", partial";
        return _meter?.Source == ProcessNetworkSource.TcpSockets ? $"TCP only: {rates}{missing}" : rates + missing;
    }

    /// <param name="Use">Its traffic.</param>
    /// <param name="Process">The process as of this refresh or the one before; null if it came and went between them.</param>
    private readonly record struct Row(ProcessNetworkUse Use, TopProcess? Process);
}
