using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

public partial class PortHolderTests
{
    // A listening TCP socket and a UDP socket on the same port, both shared with a child process.
    private const string Shared = """
        import os, socket, sys
        t = socket.create_server(('127.0.0.1', 0))
        port = t.getsockname()[1]
        u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        u.bind(('127.0.0.1', port))
        print('ready', flush=True)
        print(port, flush=True)
        pid = os.fork()
        if pid:
            print(pid, flush=True)
        sys.stdin.read()
        """;

    private static Processes Processes => Machine.Local.Processes;

    [Fact]
    public void AListenerIsFoundAndItsConnectionsDoNotCount()
    {
        using Socket listener = SocketKindTests.Listen(IPAddress.Loopback);
        using Socket client = SocketKindTests.Connect(listener);
        using Socket server = listener.Accept();
        IPEndPoint local = (IPEndPoint)listener.LocalEndPoint!;
        PortHolder holder = Assert.Single(Processes.FindPortHolders(local.Port).Holders);
        Assert.Equal(Environment.ProcessId, holder.Process.Pid);
        Assert.Equal(
            ((int)listener.Handle, local),
            (holder.Connections.Single().FileDescriptor, holder.Connections.Single().LocalEndPoint)
        );
        Assert.Empty(Processes.FindPortHolders(((IPEndPoint)client.LocalEndPoint!).Port).Holders);
        Assert.Empty(Processes.FindPortHolders(local.Port, ConnectionKinds.Udp | ConnectionKinds.Tcp6 | ConnectionKinds.Unix).Holders);
        listener.Close();
        Assert.Empty(Processes.FindPortHolders(local.Port).Holders);
    }

    [Fact]
    public void AllThatShareASocketAreFoundAsSsFindsThem()
    {
        using Child parent = Child.Python(Shared);
        int port = int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture);
        int child = int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture);
        PortHolders holders = Processes.FindPortHolders(port);
        Assert.Equal(((int[])[parent.Pid, child]).Order(), holders.Holders.Select(holder => holder.Process.Pid));
        Assert.Equal(Processes.Get(child), holders.Holders.Single(holder => holder.Process.Pid == child).Process);
        Assert.Empty(holders.Unowned);
        string listing = Command.Run("ss", "-H", "-l", "-n", "-t", "-u", "-p", $"sport = :{port}");
        Assert.Equal(
            SocketUser().Matches(listing).Select(match => match.Value).Order(StringComparer.Ordinal),
            holders
                .Holders.SelectMany(holder =>
                    holder.Connections.Select(socket =>
                        string.Create(CultureInfo.InvariantCulture, $"pid={holder.Process.Pid},fd={socket.FileDescriptor}")
                    )
                )
                .Order(StringComparer.Ordinal)
        );
        Assert.All(holders.Holders, holder =>
            Assert.Equal([ConnectionKinds.Tcp4, ConnectionKinds.Udp4], holder.Connections.Select(socket => socket.Kind).Order())
        );
        Assert.All(Processes.FindPortHolders(port, ConnectionKinds.Udp).Holders, holder =>
            Assert.Equal(ConnectionKinds.Udp4, Assert.Single(holder.Connections).Kind)
        );
    }

    [Fact]
    public void WithoutRightsTheSocketIsFoundAndTheProcessesThatMayHoldItAreNamed()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(WithoutRightsTheSocketIsFoundAndTheProcessesThatMayHoldItAreNamed)))
        {
            return;
        }

        Assert.SkipUnless(
            Environment.IsPrivilegedProcess && ThreadUser.IsSupported,
            "only root on a known architecture can become nobody in one thread"
        );
        using Child parent = Child.Python(Shared);
        int port = int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture);

        // The child's number, which comes when there is a child.
        Assert.NotNull(parent.ReadLine());
        Assert.Equal(2, Processes.FindPortHolders(port).Holders.Count);
        PortHolders holders = ThreadUser.AsNobody(() => Processes.FindPortHolders(port));
        Assert.Empty(holders.Holders);
        Assert.Equal([ConnectionKinds.Tcp4, ConnectionKinds.Udp4], holders.Unowned.Select(socket => socket.Kind).Order());
        Unavailability reason = holders.Unavailable[parent.Handle];
        Assert.Equal(UnavailableReason.Denied, reason.Reason);
        Assert.Contains($"/proc/{parent.Pid}/fd", reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void APortThatCannotBeIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Processes.FindPortHolders(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Processes.FindPortHolders(65536));
        Assert.Throws<ArgumentException>(() => Processes.FindPortHolders(1, ConnectionKinds.Unix));
    }

    [GeneratedRegex("pid=[0-9]+,fd=[0-9]+")]
    private static partial Regex SocketUser();
}
