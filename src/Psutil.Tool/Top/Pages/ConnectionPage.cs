using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Psutil.Tool.MachineCommands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>Each network connection with its queues, its process, and what it transfers while the page is open.</summary>
internal sealed class ConnectionPage : PageReader
{
    private static readonly IReadOnlyList<PageColumn<Row>> Columns =
    [
        PageText.Word<Row>("KIND", "tcp or udp, of IPv4 or 6", 4, row => KindOf(row.Socket)),
        PageText.Word<Row>(
            "LOCAL",
            "its own address; * for any",
            18,
            row => AddressOf(row.Socket.LocalEndPoint),
            widest: 46,
            keepsEnd: true
        ),
        PageText.Word<Row>(
            "REMOTE",
            "the address of the other end; * for none",
            18,
            row => AddressOf(row.Socket.RemoteEndPoint),
            widest: 46,
            keepsEnd: true
        ),
        PageText.Word<Row>("STATE", "the state of TCP", 11, row => StateOf(row.Socket), look: row => LookOf(row.Socket.State)),
        PageText.Number<Row>(
            "RECV-Q",
            "bytes that the process has not read",
            7,
            row => row.Socket.ReceiveQueueBytes,
            PageText.Bytes,
            rank: 1
        ),
        PageText.Number<Row>(
            "SEND-Q",
            "bytes that the other end has not acknowledged",
            7,
            row => row.Socket.SendQueueBytes,
            PageText.Bytes
        ),
        PageText.Number<Row>(
            "ACC-Q",
            "connections that wait to be accepted",
            5,
            row => row.Socket.AcceptQueueLength,
            PageText.Whole,
            rank: 2
        ),
        PageText.Number<Row>(
            "IN/s",
            "received per second, where that is counted",
            7,
            row => row.Traffic.In,
            PageText.Bytes,
            rank: 1,
            look: row => row.Traffic.In is > 0 ? Role.In : Role.Dim
        ),
        PageText.Number<Row>(
            "OUT/s",
            "sent per second, where that is counted",
            7,
            row => row.Traffic.Out,
            PageText.Bytes,
            rank: 1,
            look: row => row.Traffic.Out is > 0 ? Role.Out : Role.Dim
        ),
        PageText.Number<Row>("PID", "its process", 7, row => row.Socket.Pid, PageText.Whole, look: _ => Role.Plain),
        PageText.Word<Row>("PROGRAM", "the name of the process", 8, row => row.Program, widest: 24, look: _ => Role.Program),
    ];

    private readonly Machine _machine;
    private readonly ProcessNetworkMeter? _meter;

    // Where it cannot be counted, the columns stay empty.
    private ConnectionPage(Machine machine)
    {
        _machine = machine;
        _meter = new Gaps().Read("traffic", () => TrafficMeter.Open(machine, new ProcessNetworkMeterOptions { IncludeConnections = true }));
    }

    public static TopPage Entry { get; } =
        new("connections", "the connections with their queues; Enter shows the process", Columns, machine => new ConnectionPage(machine));

    public override PageTable Read(TopSample sample)
    {
        Gaps gaps = new();
        IReadOnlyList<NetworkConnection>? read = gaps.Read("connections", () => _machine.Network.GetConnections());
        if (read is null)
        {
            return new PageTable<Row>(Columns, []) { Empty = "connections: " + gaps.All[0].Reason };
        }

        Dictionary<int, string?> names = new(sample.Processes.Count);
        foreach (TopProcess process in sample.Processes)
        {
            names[process.Pid] = process.Snapshot.Name;
        }

        ConnectionTraffic? traffic = _meter is null
            ? null
            : gaps.Read("traffic", () => new ConnectionTraffic(_meter.Read(), _meter.Source));
        NetworkConnection[] sockets = [.. read];
        Array.Sort(sockets, ConnectionOrder.Compare);
        int listening = sockets.Count(socket => socket.State == TcpState.Listen);
        int established = sockets.Count(socket => socket.State == TcpState.Established);
        return new PageTable<Row>(
            Columns,
            Array.ConvertAll(sockets, socket => new Row(
                socket,
                socket.Pid is { } pid ? names.GetValueOrDefault(pid) : null,
                traffic?.Of(socket) ?? default
            ))
        )
        {
            Pid = row => row.Socket.Pid,
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"{sockets.Length} in all, {listening} listening, {established} established"
            ),
            Empty = "no connections here",
        };
    }

    public override void Dispose()
    {
        _meter?.Dispose();
        base.Dispose();
    }

    private static string KindOf(NetworkConnection socket) =>
        (socket.Type == SocketType.Dgram ? "udp" : "tcp") + (socket.Family == AddressFamily.InterNetworkV6 ? "6" : "4");

    private static string AddressOf(IPEndPoint? endPoint) =>
        endPoint is null ? "*"
        : endPoint.Address.Equals(IPAddress.Any) || endPoint.Address.Equals(IPAddress.IPv6Any)
            ? string.Create(CultureInfo.InvariantCulture, $"*:{endPoint.Port}")
        : AddressText.Of(endPoint);

    private static string? StateOf(NetworkConnection socket) => socket.State is { } state ? ConnectionReport.StateName(state) : null;

    private static Look LookOf(TcpState? state) =>
        state switch
        {
            TcpState.Established => Role.Good,
            TcpState.CloseWait or TcpState.SynSent or TcpState.SynReceived => Role.Warning,
            TcpState.Listen => Role.Plain,
            _ => Role.Dim,
        };

    private readonly record struct Row(NetworkConnection Socket, string? Program, Traffic Traffic);
}
