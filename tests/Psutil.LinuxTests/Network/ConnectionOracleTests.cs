using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Unix;

namespace Psutil.LinuxTests;

/// <summary>
/// All sockets of the machine beside other tools' lists. Sockets come and go, so a list is asked for again until both agree.
/// </summary>
public partial class ConnectionOracleTests
{
    private const int Attempts = 15;

    [Theory]
    [InlineData(ConnectionKinds.Tcp4)]
    [InlineData(ConnectionKinds.Tcp6)]
    [InlineData(ConnectionKinds.Tcp)]
    [InlineData(ConnectionKinds.Udp4)]
    [InlineData(ConnectionKinds.Udp6)]
    [InlineData(ConnectionKinds.Unix)]
    [InlineData(ConnectionKinds.All)]
    public void NetlinkAndFilesTellTheSame(ConnectionKinds kinds)
    {
        using SocketZoo zoo = new();
        AssertAgree(
            () => ConnectionText.Of(Files.Local(kinds, withOwners: true)),
            () => ConnectionText.Of(Machine.Local.Network.GetConnections(kinds))
        );
    }

    [Fact]
    public void TheMachinesInternetSocketsAreThoseOfPsutil()
    {
        using SocketZoo zoo = new();
        AssertAgree(() => ReadPsutil("inet"), () => Distinct(Machine.Local.Network.GetConnections(ConnectionKinds.Inet)));
    }

    [Fact]
    public void TheMachinesUnixSocketsAreThoseOfPsutil()
    {
        using SocketZoo zoo = new();
        AssertAgree(() => ReadPsutil("unix"), () => Distinct(Machine.Local.Network.GetConnections(ConnectionKinds.Unix)));
    }

    [Fact]
    public void OneProcesssSocketsAreThoseOfPsutil()
    {
        using SocketZoo zoo = new();
        int pid = Environment.ProcessId;
        AssertAgree(
            () =>
                Read(
                    PythonPsutil.Evaluate(
                        string.Create(CultureInfo.InvariantCulture, $"[c[:6] + ({pid},) for c in psutil.Process({pid}).connections('all')]")
                    )
                ),
            () =>
            {
                Assert.False(
                    Files
                        .LocalFacet.GetConnectionsOfProcess(pid, ConnectionKinds.All, out IReadOnlyList<NetworkConnection> own, out _)
                        .Failed
                );
                return Distinct(own);
            }
        );
    }

    [Fact]
    public void HoldersOfInternetSocketsAreThoseOfSs()
    {
        using SocketZoo zoo = new();
        AssertAgree(
            () => ReadSs(Command.Run("ss", "-tuanpHO")),
            () => [.. Machine.Local.Network.GetConnections(ConnectionKinds.Inet).Select(InSsForm).Order(StringComparer.Ordinal)]
        );
    }

    [Fact]
    public void PeersOfUnixSocketsAreThoseOfSs()
    {
        using SocketZoo zoo = new();

        // Of each socket with a peer that has a name: its own name and the peer's.
        AssertAgree(
            () =>
            {
                string[][] lines =
                [
                    .. Command
                        .Run("ss", "-xanHO")
                        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
                ];
                Dictionary<string, string> names = lines
                    .Where(fields => fields.Length >= 8 && fields[5] != "0")
                    .DistinctBy(fields => fields[5])
                    .ToDictionary(fields => fields[5], fields => fields[4]);
                return
                [
                    .. lines
                        .Where(fields => fields.Length >= 8 && names.GetValueOrDefault(fields[7], "*") != "*")
                        .Select(fields => fields[4] + " " + names[fields[7]])
                        .Order(StringComparer.Ordinal),
                ];
            },
            () =>
                [
                    .. Machine
                        .Local.Network.GetConnections(ConnectionKinds.Unix, owners: false)
                        .Where(connection => connection.RemotePath is not null)
                        .Select(connection => $"{connection.LocalPath ?? "*"} {connection.RemotePath}")
                        .Order(StringComparer.Ordinal),
                ]
        );
    }

    [Fact]
    public void TwoThousandSocketsAreAllFound()
    {
        const int Count = 1000;
        using Socket listener = SocketKindTests.Listen(IPAddress.Loopback);
        List<Socket> sockets = [];
        try
        {
            for (int index = 0; index < Count; index++)
            {
                sockets.Add(SocketKindTests.Connect(listener));
                sockets.Add(listener.Accept());
            }

            (EndPoint? Local, EndPoint? Remote, int Pid, int Descriptor)[] expected =
            [
                .. sockets.Select(socket =>
                    (socket.LocalEndPoint, socket.RemoteEndPoint, Environment.ProcessId, (int)socket.SafeHandle.DangerousGetHandle())
                ),
            ];
            (EndPoint?, EndPoint?, int, int)[] found =
            [
                .. from connection in Machine.Local.Network.GetConnections(ConnectionKinds.Tcp)
                where connection.Pid == Environment.ProcessId && connection.State == TcpState.Established
                select (
                    (EndPoint?)connection.LocalEndPoint,
                    (EndPoint?)connection.RemoteEndPoint,
                    connection.Pid!.Value,
                    connection.FileDescriptor!.Value
                ),
            ];
            Assert.Subset(found.ToHashSet(), expected.ToHashSet());
            Assert.Equal(Count * 2, expected.Distinct().Count());
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public void ASocketHeldTwiceIsListedOncePerDescriptorAndProcess()
    {
        // The child inherits the listener as its standard input, and duplicates it.
        const string Script =
            "import os, socket, sys\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\ns.listen()\nd = os.dup(s.fileno())\np = os.fork()\n"
            + "if p == 0:\n  sys.stdin.read()\n  os._exit(0)\nprint(s.getsockname()[1], os.getpid(), p, s.fileno(), d, flush=True)\nsys.stdin.read()\nos.waitpid(p, 0)\n";
        using Process process = Start(Child.Python3, "-c", Script);
        int[] told = [.. process.StandardOutput.ReadLine()!.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        (int?, int?)[] holders =
        [
            .. from connection in Machine.Local.Network.GetConnections(ConnectionKinds.Tcp4)
            where connection.LocalEndPoint?.Port == told[0]
            orderby connection.Pid, connection.FileDescriptor
            select (connection.Pid, connection.FileDescriptor),
        ];
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Contains((told[1], told[3]), holders);
        Assert.Contains((told[1], told[4]), holders);
        Assert.Contains((told[2], told[4]), holders);
        Assert.Equal(holders.Distinct(), holders);
    }

    [Fact]
    public void AProcessThatIsGoneIsToldAsSuch()
    {
        using Process process = Start("true");
        process.WaitForExit();
        ReadResult result = Files.LocalFacet.GetConnectionsOfProcess(
            process.Id,
            ConnectionKinds.All,
            out IReadOnlyList<NetworkConnection> connections,
            out _
        );
        Assert.Equal(("openat", 2), (result.Call, result.Error));
        Assert.Empty(connections);
    }

    internal static Process Start(string file, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            Assert.Skip($"{file} cannot be run here: {exception.Message}");
            throw;
        }
    }

    /// <summary>
    /// Each line is told as often as we tell it before and after, or between: other processes come and go with their sockets at any time.
    /// </summary>
    private static void AssertAgree(Func<string[]> theirs, Func<string[]> ours)
    {
        for (int attempt = 1; ; attempt++)
        {
            CountedLines before = new(ours());
            CountedLines truth = new(theirs());
            CountedLines after = new(ours());
            string[] differences = [.. truth.OutsideOf(before, after)];
            if (!truth.IsEmpty && differences.Length == 0)
            {
                return;
            }

            if (attempt == Attempts)
            {
                Assert.False(truth.IsEmpty);
                Assert.Empty(differences);
            }
        }
    }

    // Of a socket that several processes hold, psutil names one of them: the sockets of others are left out.
    private static string[] Distinct(IEnumerable<NetworkConnection> connections) =>
        [
            .. ConnectionText
                .Of(connections.Where(connection => connection.Pid is null || connection.Pid == Environment.ProcessId))
                .Distinct(),
        ];

    private static string[] ReadPsutil(string kind) =>
        Read(
            PythonPsutil.Evaluate(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[tuple(c) for c in psutil.net_connections('{kind}') if c.pid in (None, {Environment.ProcessId})]"
                )
            )
        );

    private static string[] Read(JsonElement connections) =>
        [.. connections.EnumerateArray().Select(ReadOne).Order(StringComparer.Ordinal).Distinct()];

    // fd, family, type, laddr, raddr, status, pid.
    private static string ReadOne(JsonElement connection)
    {
        AddressFamily family = connection[1].GetInt32() switch
        {
            1 => AddressFamily.Unix,
            2 => AddressFamily.InterNetwork,
            _ => AddressFamily.InterNetworkV6,
        };
        bool isUnix = family == AddressFamily.Unix;
        bool isOwned = connection[6].ValueKind == JsonValueKind.Number;
        return ConnectionText.Of(
            new NetworkConnection
            {
                Family = family,
                Type = (SocketType)connection[2].GetInt32(),
                LocalEndPoint = isUnix ? null : ReadEndPoint(connection[3]),
                RemoteEndPoint = isUnix ? null : ReadEndPoint(connection[4]),
                LocalPath = isUnix && connection[3].GetString() is { Length: > 0 } path ? path : null,
                State = connection[5].GetString() switch
                {
                    "NONE" => null,
                    "LISTEN" => TcpState.Listen,
                    "ESTABLISHED" => TcpState.Established,
                    "SYN_SENT" => TcpState.SynSent,
                    "SYN_RECV" => TcpState.SynReceived,
                    "FIN_WAIT1" => TcpState.FinWait1,
                    "FIN_WAIT2" => TcpState.FinWait2,
                    "TIME_WAIT" => TcpState.TimeWait,
                    "CLOSE" => TcpState.Closed,
                    "CLOSE_WAIT" => TcpState.CloseWait,
                    "LAST_ACK" => TcpState.LastAck,
                    "CLOSING" => TcpState.Closing,
                    _ => TcpState.Unknown,
                },
                Pid = isOwned ? connection[6].GetInt32() : null,
                FileDescriptor = isOwned ? connection[0].GetInt32() : null,
            }
        );
    }

    private static IPEndPoint? ReadEndPoint(JsonElement address) =>
        address.GetArrayLength() == 0 ? null : new IPEndPoint(IPAddress.Parse(address[0].GetString()!), address[1].GetInt32());

    private static string InSsForm(NetworkConnection connection) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(connection.Type == SocketType.Stream ? "tcp" : "udp")} {connection.LocalEndPoint?.Port} {connection.RemoteEndPoint?.Port} {connection.Pid} {connection.FileDescriptor}"
        );

    private static string[] ReadSs(string text)
    {
        List<string> lines = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string head = $"{fields[0]} {Port(fields[4])} {Port(fields[5])}";
            MatchCollection holders = Holder().Matches(line);
            lines.AddRange(
                holders.Count == 0 ? [head + "  "] : holders.Select(holder => $"{head} {holder.Groups[1].Value} {holder.Groups[2].Value}")
            );
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Port(string endPoint) => endPoint[(endPoint.LastIndexOf(':') + 1)..].Replace("*", "", StringComparison.Ordinal);

    [GeneratedRegex(@"pid=(\d+),fd=(\d+)\)")]
    private static partial Regex Holder();
}
