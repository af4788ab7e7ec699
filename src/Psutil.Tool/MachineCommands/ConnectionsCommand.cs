using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil connections</c>: the sockets and their processes.</summary>
internal static class ConnectionsCommand
{
    private static readonly (string Name, ConnectionKinds Kinds)[] KindNames =
    [
        ("inet", ConnectionKinds.Inet),
        ("inet4", ConnectionKinds.Inet4),
        ("inet6", ConnectionKinds.Inet6),
        ("tcp", ConnectionKinds.Tcp),
        ("tcp4", ConnectionKinds.Tcp4),
        ("tcp6", ConnectionKinds.Tcp6),
        ("udp", ConnectionKinds.Udp),
        ("udp4", ConnectionKinds.Udp4),
        ("udp6", ConnectionKinds.Udp6),
        ("unix", ConnectionKinds.Unix),
        ("all", ConnectionKinds.All),
    ];

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<ConnectionKinds?> kindOption = new("--kind")
        {
            Description = "The kind: inet, tcp, udp, each also with 4 or 6, unix or all.",
            HelpName = "kind",
            CustomParser = ParseKind,
        };
        // The names of the enumeration would be another spelling.
        kindOption.CompletionSources.Clear();
        kindOption.CompletionSources.Add([.. KindNames.Select(kind => kind.Name)]);
        Option<bool> listeningOption = new("--listening") { Description = "Show only sockets that listen." };
        Option<int?> pidOption = new("--pid", "-p")
        {
            Description = "Show only the connections of one process.",
            HelpName = "pid",
            CustomParser = CommonOptions.ParsePositive,
            CompletionSources = { Completions.Pids(host) },
        };
        Option<IReadOnlyList<TcpState>?> stateOption = new("--state")
        {
            Description = "Show only TCP connections in these states, such as listen,established.",
            HelpName = "state,...",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = ParseStates,
        };
        stateOption.CompletionSources.Clear();
        stateOption.CompletionSources.Add(Completions.ListOf(_ => StateNames.Select(name => new CompletionItem(name))));
        Option<IReadOnlyList<int>?> portOption = new("--port")
        {
            Description = "Show only sockets with these ports, their own or of the other end.",
            HelpName = "port,...",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = ParsePorts,
            CompletionSources = { Completions.ListOf(Completions.Ports(host)) },
        };
        ToolCommand command = new("connections", "The network connections and whose they are.")
        {
            Options = { kindOption, stateOption, portOption, listeningOption, pidOption },
            Examples = """
                psutil connections
                psutil connections --listening --kind tcp
                psutil connections --port 443 --state established,close_wait
                psutil connections --kind unix --pid 1
                psutil connections --json --kind all
                """,
            WriteNotes = output =>
            {
                output.WriteLine("RECV-Q: bytes that the process has not read. SEND-Q: bytes that the peer has not");
                output.WriteLine("acknowledged. ACCEPT-Q: connections that wait to be accepted.");
                output.WriteLine("Only Linux has them. * in place of an address means none, or any.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Past);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            return MachineTable.Run(host, loop, CreateTable(host), "connections", ["network.connections"], (machine, gaps) =>
            {
                Filter filter = new()
                {
                    Kinds = result.GetValue(kindOption) ?? ConnectionKinds.Inet,
                    IsListening = result.GetValue(listeningOption),
                    Pid = result.GetValue(pidOption),
                    States = result.GetValue(stateOption),
                    Ports = result.GetValue(portOption),
                };
                TableFrame<Row>? frame = Read(machine, gaps, filter);
                loop.Note(() => DeniedNotice.OfOwners(host, frame?.Rows.Count(row => IsHidden(host, row)) ?? 0));
                return frame;
            });
        });
        return command;
    }

    // A connection in TIME_WAIT no longer belongs to a process.
    private static bool IsHidden(ToolHost host, Row row) =>
        !host.IsPrivileged && row.Connection is { Pid: null, State: not TcpState.TimeWait };

    private static TableFrame<Row>? Read(Machine machine, Gaps gaps, Filter filter)
    {
        if (gaps.Read("network.connections", () => machine.Network.GetConnections(filter.Kinds)) is not { } connections)
        {
            return null;
        }

        Dictionary<int, ProcessSnapshot> owners = (
            gaps.Read("processes", () => machine.Processes.Capture(ProcessFields.Name | ProcessFields.UserName)) ?? []
        ).ToDictionary(process => process.Pid);
        Row[] rows =
        [
            .. connections
                .Where(filter.Matches)
                .Select(connection => new Row(connection, connection.Pid is { } owner ? owners.GetValueOrDefault(owner) : null)),
        ];
        Array.Sort(rows, (left, right) => ConnectionOrder.Compare(left.Connection, right.Connection));
        return new TableFrame<Row>(rows) { Below = page => WriteSummary(page, rows) };
    }

    private static void WriteSummary(TextPage page, IReadOnlyList<Row> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        page.Write(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} {(rows.Count == 1 ? "socket" : "sockets")}"), Style.Bold);
        foreach (IGrouping<string, Row> kind in rows.GroupBy(row => TypeName(row.Connection)))
        {
            string states = string.Join(
                ", ",
                kind.Where(row => row.Connection.State is not null)
                    .GroupBy(row => ConnectionReport.StateName(row.Connection.State))
                    .OrderByDescending(state => state.Count())
                    .Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Count()} {state.Key}"))
            );
            page.TryWrite(
                string.Create(CultureInfo.InvariantCulture, $"  {kind.Count()} {kind.Key}{(states.Length > 0 ? $" ({states})" : "")}")
            );
        }

        page.EndLine();
    }

    // A datagram socket that is bound but not connected receives from any peer; shown as in ss.
    private static bool IsListening(NetworkConnection connection) =>
        connection.State == TcpState.Listen || (connection is { Type: SocketType.Dgram, LocalEndPoint: not null, RemoteEndPoint: null });

    private static Table<Row> CreateTable(ToolHost host) =>
        new(
            "connections",
            [
                new("type", (writer, row) => writer.Text(TypeName(row.Connection)), "PROTO"),
                new("status", (writer, row) => writer.Text(ConnectionReport.StateName(row.Connection.State)), Rank: 2),
                new("laddr", (writer, row) => writer.TextOrNone(Address(row.Connection.LocalEndPoint, row.Connection.LocalPath)), "LOCAL"),
                new(
                    "raddr",
                    (writer, row) => writer.TextOrNone(Address(row.Connection.RemoteEndPoint, row.Connection.RemotePath)),
                    "REMOTE",
                    Rank: 1
                ),
                new("recv_queue", (writer, row) => writer.Bytes(row.Connection.ReceiveQueueBytes), "RECV-Q", IsRightAligned: true, Rank: 3),
                new("send_queue", (writer, row) => writer.Bytes(row.Connection.SendQueueBytes), "SEND-Q", IsRightAligned: true, Rank: 3),
                new(
                    "accept_queue",
                    (writer, row) => writer.Number(row.Connection.AcceptQueueLength),
                    "ACCEPT-Q",
                    IsRightAligned: true,
                    Rank: 6
                ),
                new("pid", (writer, row) => writer.Number(row.Connection.Pid), IsRightAligned: true),
                new("fd", (writer, row) => writer.Number(row.Connection.FileDescriptor), IsRightAligned: true, Rank: 5),
                new("username", (writer, row) => writer.Text(row.Owner?.UserName), "USER", Rank: 4),
                new("name", (writer, row) => writer.Text(row.Owner?.Name)),
            ]
        )
        {
            Reason = (row, column) =>
                column.Name switch
                {
                    "laddr" or "raddr" => "*",
                    "recv_queue" or "send_queue" or "accept_queue" => "",
                    "pid" or "fd" or "username" or "name" when IsHidden(host, row) => Reasons.Cell(Reasons.Denied),
                    _ => null,
                },
            Empty = "no sockets match",
            WriteMembers = (writer, row) =>
            {
                ConnectionReport.WriteMembers(writer, row.Connection);
                writer.Text("name", row.Owner?.Name);
                writer.Text("username", row.Owner?.UserName);
            },
        };

    /// <summary>The protocol as tables show it.</summary>
    public static string TypeName(NetworkConnection connection) =>
        connection.Kind switch
        {
            ConnectionKinds.Tcp4 => "tcp",
            ConnectionKinds.Tcp6 => "tcp6",
            ConnectionKinds.Udp4 => "udp",
            ConnectionKinds.Udp6 => "udp6",
            _ => "unix-" + ConnectionReport.TypeName(connection.Type)["SOCK_".Length..].ToLowerInvariant(),
        };

    /// <summary>An address as tables show it; null for none.</summary>
    public static string? Address(IPEndPoint? endPoint, string? path) =>
        endPoint is null ? (path is { Length: > 0 } ? path : null) : AddressText.Of(endPoint);

    private static IEnumerable<string> StateNames => States.Select(state => ConnectionReport.StateName(state).ToLowerInvariant());

    private static IEnumerable<TcpState> States =>
        Enum.GetValues<TcpState>().Where(state => state is not (TcpState.Unknown or TcpState.DeleteTcb));

    private static IReadOnlyList<TcpState>? ParseStates(ArgumentResult result)
    {
        List<TcpState> states = [];
        foreach (string text in FilterOptions.Parts(result))
        {
            TcpState state = States.FirstOrDefault(state =>
                ConnectionReport.StateName(state).Equals(text.Replace('-', '_'), StringComparison.OrdinalIgnoreCase)
            );
            if (state == TcpState.Unknown)
            {
                result.AddError($"'{text}' is not a state of a connection; the states are {string.Join(", ", StateNames)}");
                return null;
            }

            states.Add(state);
        }

        return states;
    }

    private static IReadOnlyList<int>? ParsePorts(ArgumentResult result)
    {
        List<int> ports = [];
        foreach (string text in FilterOptions.Parts(result))
        {
            if (PortNumber.Parse(text.TrimStart(':')) is not { } port)
            {
                result.AddError($"'{text}' is not a port: give a number from 1 to 65535");
                return null;
            }

            ports.Add(port);
        }

        return ports;
    }

    private static ConnectionKinds? ParseKind(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        foreach ((string name, ConnectionKinds kinds) in KindNames)
        {
            if (name == text)
            {
                return kinds;
            }
        }

        result.AddError($"'{text}' is not a kind of connection; the kinds are {string.Join(", ", KindNames.Select(kind => kind.Name))}");
        return null;
    }

    private sealed record Row(NetworkConnection Connection, ProcessSnapshot? Owner);

    /// <summary>Which sockets are shown.</summary>
    private sealed record Filter
    {
        public required ConnectionKinds Kinds { get; init; }

        public bool IsListening { get; init; }

        public int? Pid { get; init; }

        public IReadOnlyList<TcpState>? States { get; init; }

        public IReadOnlyList<int>? Ports { get; init; }

        public bool Matches(NetworkConnection connection) =>
            (Pid is null || connection.Pid == Pid)
            && (!IsListening || ConnectionsCommand.IsListening(connection))
            && (States is null || (connection.State is { } state && States.Contains(state)))
            && (Ports is null || Has(connection.LocalEndPoint) || Has(connection.RemoteEndPoint));

        private bool Has(IPEndPoint? endPoint) => endPoint is not null && Ports!.Contains(endPoint.Port);
    }
}
