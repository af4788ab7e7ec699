using Psutil.Tool.Readings;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>Each interface since the last refresh, loopback too.</summary>
internal sealed class NetworkPage(Machine machine) : PageReader
{
    private static readonly IReadOnlyList<PageColumn<Row>> Columns =
    [
        PageText.Word<Row>("INTERFACE", "its name", 12, row => row.Name, widest: 24, look: row => row.IsUp == false ? Role.Dim : Role.Bold),
        PageText.Word<Row>("STATE", "up or down", 5, row => StateOf(row.IsUp), look: row => row.IsUp == true ? Role.Good : Role.Dim),
        PageText.Number<Row>("IN/s", "bytes received per second", 7, row => row.Rates.BytesReceivedPerSecond, PageText.Bytes),
        PageText.Number<Row>("OUT/s", "bytes sent per second", 7, row => row.Rates.BytesSentPerSecond, PageText.Bytes),
        PageText.Number<Row>("PKT-IN", "packets received per second", 8, row => row.Rates.PacketsReceivedPerSecond, PageText.Events),
        PageText.Number<Row>("PKT-OUT", "packets sent per second", 8, row => row.Rates.PacketsSentPerSecond, PageText.Events),
        PageText.Number<Row>("ERR", "errors per second, in and out", 6, row => Errors(row.Rates), PageText.Events, look: ErrorLook(Errors)),
        PageText.Number<Row>(
            "DROP",
            "packets dropped per second, in and out",
            6,
            row => Drops(row.Rates),
            PageText.Events,
            look: ErrorLook(Drops)
        ),
        PageText.Number<Row>("Mbit/s", "the speed of its link", 7, row => row.Speed, PageText.Whole, rank: 1),
    ];

    public static TopPage Entry { get; } =
        new("network", "traffic and errors of each interface", Columns, machine => new NetworkPage(machine));

    public override PageTable Read(TopSample sample)
    {
        IReadOnlyDictionary<string, InterfaceState>? states = new Gaps().Read("interfaces", machine.Network.GetInterfaceStates);
        return new PageTable<Row>(
            Columns,
            [
                .. sample
                    .InterfaceRates.Select(pair =>
                        states is not null && states.TryGetValue(pair.Key, out InterfaceState? state)
                            ? new Row(pair.Key, pair.Value, state.IsUp, state.SpeedMegabitsPerSecond)
                            : new Row(pair.Key, pair.Value, null, null)
                    )
                    .OrderBy(row => row.Name, StringComparer.Ordinal),
            ]
        )
        {
            Empty =
                sample.Missing.GetValueOrDefault(TopSampler.Network) is { } reason ? "network: " + reason
                : sample.Network is null ? "rates need a second refresh"
                : "no interfaces here",
        };
    }

    private static string? StateOf(bool? isUp) =>
        isUp switch
        {
            true => "up",
            false => "down",
            _ => null,
        };

    private static double Errors(NetworkIORates rates) => rates.ErrorsInPerSecond + rates.ErrorsOutPerSecond;

    private static double Drops(NetworkIORates rates) => rates.DropsInPerSecond + (rates.DropsOutPerSecond ?? 0);

    private static Func<Row, Look> ErrorLook(Func<NetworkIORates, double> count) => row => count(row.Rates) > 0 ? Role.Warning : Role.Dim;

    private readonly record struct Row(string Name, NetworkIORates Rates, bool? IsUp, double? Speed);
}
