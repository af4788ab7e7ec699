using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Tests.Testing;

/// <summary>Who holds a file or a port of a fake machine.</summary>
public class FakeHolderTests
{
    private static readonly ProcessIdentity Web = new(7, 1);
    private static readonly ProcessIdentity Hidden = new(8, 1);

    [Fact]
    public void WhoHoldsAFileIsInTheSnapshots()
    {
        using FakeMachine machine = CreateMachine();
        FileHolders log = machine.Processes.FindFileHolders("/srv/web/log");
        FileHolder holder = Assert.Single(log.Holders);
        Assert.Equal((7, FileUse.Open), (holder.Process.Pid, holder.Use));
        Assert.Equal([4, 9], holder.FileDescriptors);
        Assert.Null(holder.Paths);
        Assert.Equal([8], log.Unavailable.Keys.Select(process => process.Pid));
        Assert.Empty(machine.Processes.FindFileHolders("/srv/web/lo").Holders);
        Assert.Empty(machine.Processes.FindFileHolders("/srv").Holders);
    }

    [Fact]
    public void WhoHoldsADirectoryHoldsWhatIsBelow()
    {
        using FakeMachine machine = CreateMachine();
        FileHolder holder = Assert.Single(machine.Processes.FindHoldersBelow("/srv/").Holders);
        Assert.Equal(FileUse.Open | FileUse.Executable | FileUse.WorkingDirectory | FileUse.Mapped, holder.Use);
        Assert.Equal(["/srv/web/log", "/srv/web/lib", "/srv/web/bin", "/srv/web"], holder.Paths);
        Assert.Empty(machine.Processes.FindHoldersBelow("/sr").Holders);
    }

    [Fact]
    public void WhoHoldsAPortIsInTheSnapshotsAndTheSockets()
    {
        using FakeMachine machine = CreateMachine();
        PortHolders http = machine.Processes.FindPortHolders(80);
        PortHolder holder = Assert.Single(http.Holders);
        Assert.Equal(7, holder.Process.Pid);
        Assert.Single(holder.Connections);
        Assert.Equal([8], http.Unavailable.Keys.Select(process => process.Pid));
        Assert.Equal(7, Assert.Single(machine.Processes.FindPortHolders(81).Holders).Process.Pid);
        PortHolders ssh = machine.Processes.FindPortHolders(22);
        Assert.Empty(ssh.Holders);
        Assert.Single(ssh.Unowned);
    }

    private static FakeMachine CreateMachine() =>
        new()
        {
            Processes =
            {
                new ProcessSnapshot(Web)
                {
                    ExecutablePath = "/srv/web/bin",
                    WorkingDirectory = "/srv/web",
                    OpenFiles =
                    [
                        new ProcessOpenFile { Path = "/srv/web/log", FileDescriptor = 9 },
                        new ProcessOpenFile { Path = "/srv/web/log", FileDescriptor = 4 },
                    ],
                    MemoryMaps = [new ProcessMemoryMap { Path = "/srv/web/lib", Size = 4096 }],
                    Connections = [Listening(81, pid: 7)],
                },
                new ProcessSnapshot(Hidden).Without(ProcessFields.All, UnavailableReason.Denied),
            },
            Network =
            {
                Connections =
                {
                    Listening(80, pid: 7),
                    Listening(80, pid: 7) with
                    {
                        State = TcpState.Established,
                    },
                    Listening(22, pid: null),
                },
            },
        };

    private static NetworkConnection Listening(int port, int? pid) =>
        new()
        {
            Family = AddressFamily.InterNetwork,
            Type = SocketType.Stream,
            LocalEndPoint = new IPEndPoint(IPAddress.Any, port),
            State = TcpState.Listen,
            Pid = pid,
        };
}
