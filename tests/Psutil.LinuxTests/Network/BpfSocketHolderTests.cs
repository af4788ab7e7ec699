using Psutil.LinuxTests.Kernel;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Parsing;
using Psutil.Platforms.Unix;

namespace Psutil.LinuxTests;

/// <summary>The holders of sockets are the same, whether <c>/proc</c> is read or the kernel's list of open files.</summary>
public class BpfSocketHolderTests
{
    // Sockets of all kinds, one of them twice, held by two processes; and the name of one, opened as a file.
    private const string Script = """
        import os, socket, sys
        held = []
        def keep(s):
            held.append(s)
            return s
        listener = keep(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        keep(socket.create_connection(listener.getsockname()))
        keep(listener.accept()[0])
        keep(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)).bind(("127.0.0.1", 0))
        keep(socket.socketpair()[0])
        path = os.path.join(sys.argv[1], "socket")
        named = keep(socket.socket(socket.AF_UNIX))
        named.bind(path)
        named.listen()
        os.open(path, os.O_PATH)
        os.dup(listener.fileno())
        child = os.fork()
        if child == 0:
            sys.stdin.read()
            os._exit(0)
        print("ready", child, sep="\n", flush=True)
        sys.stdin.read()
        os.waitpid(child, 0)
        """;

    [Fact]
    public void TheyAreThoseOfTheFiles()
    {
        using TemporaryFolder folder = new();
        using Child parent = Child.Python(Script, folder.Path);
        int[] pids = [parent.Pid, int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture)];
        using Machine machine = OpenMachine(leastProcesses: 0);

        // The two do nothing, so what they hold does not change.
        string[] expected = Describe(PlainMachine.Local, pids);
        Assert.Equal(expected, Describe(machine, pids));
        Assert.True(Table(machine).IsLoaded);
        Assert.Null(Table(machine).Refusal);

        // Seven descriptors of each, of the kinds that are asked for.
        Assert.InRange(expected.Length, 12, 32);
    }

    [Fact]
    public void TheFirstCallNeverLoadsItAndALaterOneUsesIt()
    {
        using Machine machine = OpenMachine(leastProcesses: 1);
        using SocketOwners none = new();
        Assert.False(Table(machine).TryScanSockets(0, none));
        _ = machine.Network.GetConnections(ConnectionKinds.All, owners: false);
        _ = machine.Network.GetConnections(ConnectionKinds.All, owners: true);
        Assert.False(Table(machine).IsLoaded);
        Child.Until(
            () =>
            {
                Assert.NotNull(machine.Network.GetConnections(ConnectionKinds.All, owners: true));
                Assert.Null(Table(machine).Refusal);
                return Table(machine).IsLoaded;
            },
            "the program to be loaded"
        );
        using LinuxRoots roots = new(new MachineOptions());
        _ = BpfRights.FindRefusalNow(roots.Proc, out ProcThreadRights rights);
        Assert.SkipUnless(rights.CanInspectAll, "This process may not see all descriptors (CAP_SYS_PTRACE).");
        using SocketOwners found = new();
        using SocketZoo sockets = new();
        Assert.True(Table(machine).TryScanSockets(1, found));
        Assert.NotEqual(0, found.Count);
    }

    [Fact]
    public void ItIsNotLoadedWhereItIsForbidden()
    {
        using Machine forbidden = Machine.Open(new MachineOptions { AllowBpf = false, LeastProcessesForBpf = 0 });
        Assert.NotNull(forbidden.Network.GetConnections(ConnectionKinds.All, owners: true));
        Assert.NotNull(forbidden.Network.GetConnections(ConnectionKinds.All, owners: true));
        Assert.False(Table(forbidden).IsLoaded);
    }

    [Fact]
    public void WhoHoldsAPortIsTheSame()
    {
        using TemporaryFolder folder = new();
        using Child parent = Child.Python(Script, folder.Path);
        int[] pids = [parent.Pid, int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture)];
        using Machine machine = OpenMachine(leastProcesses: 0);
        int[] ports =
        [
            .. PlainMachine
                .Local.Network.GetConnections(ConnectionKinds.Inet, owners: true)
                .Where(socket => socket.Pid == parent.Pid && Processes.HoldsPort(socket, socket.LocalEndPoint!.Port, ConnectionKinds.Inet))
                .Select(socket => socket.LocalEndPoint!.Port)
                .Distinct(),
        ];

        // The listener's and the datagram socket's.
        Assert.Equal(2, ports.Length);
        foreach (int port in ports)
        {
            string[] expected = DescribeHolders(PlainMachine.Local, port, pids);
            Assert.Equal(expected, DescribeHolders(machine, port, pids));
            Assert.Equal(pids.Length, expected.Length);
        }

        Assert.True(Table(machine).IsLoaded);
        Assert.Null(Table(machine).Refusal);
    }

    private static string[] DescribeHolders(Machine machine, int port, int[] pids) =>
        [
            .. machine
                .Processes.FindPortHolders(port)
                .Holders.Where(holder => pids.Contains(holder.Process.Pid))
                .Select(holder =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{holder.Process.Identity}: {string.Join(" ", ConnectionText.Of(holder.Connections))}"
                    )
                ),
        ];

    private static Machine OpenMachine(int leastProcesses)
    {
        TableUnderTest.Open().Dispose();
        return Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = leastProcesses });
    }

    private static MachineProcessTable Table(Machine machine) => ((LinuxProcesses)machine.Processes).Table;

    private static string[] Describe(Machine machine, int[] pids) =>
        ConnectionText.Of(
            machine
                .Network.GetConnections(ConnectionKinds.All, owners: true)
                .Where(connection => connection.Pid is { } pid && pids.Contains(pid))
        );
}
