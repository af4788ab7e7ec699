using System.CommandLine;
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
        Option<int?> pidOption = new("--pid")
        {
            Description = "Show only the connections of one process.",
            HelpName = "pid",
            CustomParser = CommonOptions.ParsePositive,
            CompletionSources = { Completions.Pids(host) },
        };
        ToolCommand command = new("connections", "The network connections and whose they are.")
        {
            Options = { kindOption, listeningOption, pidOption },
            Examples = """
                psutil connections
                psutil connections --listening --kind tcp
                psutil connections --kind unix --pid 1
                psutil connections --json --kind all
                """,
        };
        options.AddTo(command, CommonOptionKinds.Table);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            return MachineTable.Run(host, loop, CreateTable(host), "connections", ["network.connections"], (machine, gaps) =>
            {
                TableFrame<Row>? frame = Read(
                    machine,
                    gaps,
                    result.GetValue(kindOption) ?? ConnectionKinds.Inet,
                    result.GetValue(listeningOption),
                    result.GetValue(pidOption)
                );
                loop.Note(() => DeniedNotice.OfOwners(host, frame?.Rows.Count(row => IsHidden(host, row)) ?? 0));
                return frame;
            });
        });
        return command;
    }

    // A connection in TIME_WAIT no longer belongs to a process.
    private static bool IsHidden(ToolHost host, Row row) =>
        !host.IsPrivileged && row.Connection is { Pid: null, State: not TcpState.TimeWait };

    private static TableFrame<Row>? Read(Machine machine, Gaps gaps, ConnectionKinds kinds, bool listening, int? pid)
    {
        if (gaps.Read("network.connections", () => machine.Network.GetConnections(kinds)) is not { } connections)
        {
            return null;
        }

        Dictionary<int, ProcessSnapshot> owners = (
            gaps.Read("processes", () => machine.Processes.Capture(ProcessFields.Name | ProcessFields.UserName)) ?? []
        ).ToDictionary(process => process.Pid);
        return new TableFrame<Row>([
            .. connections
                .Where(connection => (pid is null || connection.Pid == pid) && (!listening || IsListening(connection)))
                .Select(connection => new Row(connection, connection.Pid is { } owner ? owners.GetValueOrDefault(owner) : null)),
        ]);
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
                new("pid", (writer, row) => writer.Number(row.Connection.Pid), IsRightAligned: true),
                new("fd", (writer, row) => writer.Number(row.Connection.FileDescriptor), IsRightAligned: true, Rank: 4),
                new("username", (writer, row) => writer.Text(row.Owner?.UserName), "USER", Rank: 3),
                new("name", (writer, row) => writer.Text(row.Owner?.Name)),
            ]
        )
        {
            Reason = (row, column) =>
                column.Name is "pid" or "fd" or "username" or "name" && IsHidden(host, row) ? Reasons.Cell(Reasons.Denied) : null,
            WriteMembers = (writer, row) =>
            {
                ConnectionReport.WriteMembers(writer, row.Connection);
                writer.Text("name", row.Owner?.Name);
                writer.Text("username", row.Owner?.UserName);
            },
        };

    private static string TypeName(NetworkConnection connection) =>
        connection.Kind switch
        {
            ConnectionKinds.Tcp4 => "tcp",
            ConnectionKinds.Tcp6 => "tcp6",
            ConnectionKinds.Udp4 => "udp",
            ConnectionKinds.Udp6 => "udp6",
            _ => "unix-" + ConnectionReport.TypeName(connection.Type)["SOCK_".Length..].ToLowerInvariant(),
        };

    private static string? Address(IPEndPoint? endPoint, string? path) =>
        endPoint is null ? (path is { Length: > 0 } ? path : null) : AddressText.Of(endPoint);

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
}
