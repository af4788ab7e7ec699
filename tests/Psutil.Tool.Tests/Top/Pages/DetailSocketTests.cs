using System.Net.NetworkInformation;
using System.Net.Sockets;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Tests.Top;

/// <summary>The sockets of a process in its details, and what they transfer.</summary>
public sealed class DetailSocketTests : IDisposable
{
    private readonly FakeClock _clock = new(ToolMachine.Start);
    private readonly ToolMachine _machine;
    private readonly DetailSockets _sockets;
    private readonly ProcessSnapshot _snapshot;

    public DetailSocketTests()
    {
        _machine = new ToolMachine(_clock);
        _machine.Processes.NetworkFallback = "not wanted";
        _sockets = new DetailSockets(_machine);
        _snapshot = new ProcessSnapshot(_machine.Processes.Get(310).Identity)
        {
            Connections =
            [
                ToolNetwork.Sockets[0] with
                {
                    FileDescriptor = 7,
                    Pid = null,
                },
                ToolNetwork.Sockets[0] with
                {
                    FileDescriptor = 8,
                    RemoteEndPoint = new(System.Net.IPAddress.Parse("192.0.2.7"), 77),
                },
                ToolNetwork.Sockets[0] with
                {
                    FileDescriptor = 9,
                    State = TcpState.Listen,
                    RemoteEndPoint = null,
                },
                new NetworkConnection
                {
                    FileDescriptor = 10,
                    Family = AddressFamily.Unix,
                    Type = SocketType.Stream,
                    LocalPath = "/run/x",
                },
            ],
        };
    }

    public void Dispose() => _sockets.Dispose();

    [Fact]
    public void RatesAreThoseBetweenTwoReadings()
    {
        Assert.All(Read().Skip(1), line => Assert.DoesNotMatch(@" \d+(\.\d)?[BKM] ", line));
        _clock.Advance(TimeSpan.FromSeconds(2));

        // 5,000 bytes in each millisecond.
        string[] lines = Read();
        Assert.Contains(" IN/s ", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^ *7  tcp +ESTABLISHED +0B +4\.8M  ", lines[1]);
        Assert.Matches(@"^ *8  tcp +ESTABLISHED +0B +0B  .*192\.0\.2\.7:77", lines[2]);

        // What is not counted is not 0.
        Assert.Matches(@"^ *9  tcp +LISTEN +[0-9a-f:.\[\]]+ +\*$", lines[3]);
        Assert.Matches(@"^ *10  unix-stream +/run/x +\*$", lines[4]);
    }

    [Fact]
    public void ItCountsOnlyWhileItIsRead()
    {
        Assert.False(_sockets.IsCounting);
        Read();
        Assert.True(_sockets.IsCounting);
        _sockets.Dispose();
        Assert.False(_sockets.IsCounting);

        // It begins anew.
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.All(Read().Skip(1), line => Assert.DoesNotMatch(@" \d+(\.\d)?[BKM] ", line));
    }

    [Fact]
    public void AProcessThatTransfersNothingHasNoRates()
    {
        ProcessSnapshot idle = new(_machine.Processes.Get(1).Identity) { Connections = _snapshot.Connections };
        Read(idle);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.All(Read(idle).Skip(1), line => Assert.DoesNotMatch(@" \d+(\.\d)?[BKM] ", line));
    }

    [Fact]
    public void WhereNothingIsCountedThereAreNoColumnsForIt()
    {
        using SilentMachine silent = new();
        using DetailSockets sockets = new(silent);
        string[] lines = Read(_snapshot, sockets);
        Assert.DoesNotContain("IN/s", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^ *7  tcp +ESTABLISHED ", lines[1]);
    }

    [Fact]
    public void WithoutSocketsItSaysSoAndWhatIsMissingHasItsReason()
    {
        Assert.Equal(["  none"], Read(new ProcessSnapshot(_snapshot.Identity) { Connections = [] }));
        Assert.Equal(["gone"], Read(ProcessSnapshot.Gone(_snapshot.Identity, ProcessFields.Connections)));
    }

    private string[] Read(ProcessSnapshot? snapshot = null, DetailSockets? sockets = null)
    {
        TextPage page = new(new Terminal());
        (sockets ?? _sockets).Write(page, snapshot ?? _snapshot);
        return [.. page.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }
}
