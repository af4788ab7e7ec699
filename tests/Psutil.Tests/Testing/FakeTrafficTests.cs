using System.Net;
using System.Net.Sockets;

namespace Psutil.Tests.Testing;

public class FakeTrafficTests
{
    [Fact]
    public void AMeterCountsWhatIsAddedAfterItBegan()
    {
        FakeClock clock = new();
        using FakeMachine machine = new(clock);
        ProcessSnapshot sender = new(new ProcessIdentity(7, 1));
        machine.Processes.Add(sender);
        machine.Processes.AddTraffic(7, new ProcessNetworkIOCounters { BytesSent = 5, BytesReceived = 0 });
        using ProcessNetworkMeter meter = machine.Processes.CreateNetworkMeter();
        Assert.Empty(meter.Read().Processes);

        machine.Processes.AddTraffic(7, new ProcessNetworkIOCounters { BytesSent = 300, BytesReceived = 20 });
        clock.Advance(TimeSpan.FromSeconds(2));
        ProcessNetworkUse use = Assert.Single(meter.Read().Processes);
        Assert.Equal((sender.Identity, 300, 20), (use.Identity, use.Counters.BytesSent, use.Counters.BytesReceived));
        Assert.Equal((150, 10), (use.Rates?.BytesSentPerSecond, use.Rates?.BytesReceivedPerSecond));
    }

    [Fact]
    public void AnEndedProcessIsReportedOnceMoreWithItsSums()
    {
        using FakeMachine machine = new(new FakeClock());
        machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(7, 1)));
        using ProcessNetworkMeter meter = machine.Processes.CreateNetworkMeter();
        machine.Processes.AddTraffic(7, new ProcessNetworkIOCounters { BytesSent = 300, BytesReceived = 20 });
        machine.Processes.End(7);

        ProcessNetworkUse use = Assert.Single(meter.Read().Processes);
        Assert.Equal((true, 300), (use.HasEnded, use.Counters.BytesSent));
        Assert.Empty(meter.Read().Processes);
    }

    [Fact]
    public void AConnectionHasWhatItTransferredSinceThePreviousReading()
    {
        FakeClock clock = new();
        using FakeMachine machine = new(clock);
        machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(7, 1)));
        machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(8, 1)));
        using ProcessNetworkMeter meter = machine.Processes.CreateNetworkMeter(new() { IncludeConnections = true });
        using ProcessNetworkMeter plain = machine.Processes.CreateNetworkMeter();
        using ProcessNetworkMeter onlyEight = machine.Processes.CreateNetworkMeter(
            new() { IncludeConnections = true, Process = new ProcessIdentity(8, 1) }
        );
        ProcessConnectionUse use = new()
        {
            Identity = new ProcessIdentity(7, 1),
            Family = AddressFamily.InterNetwork,
            Type = SocketType.Stream,
            LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 5000),
            RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 443),
            Counters = new ProcessNetworkIOCounters { BytesSent = 300, BytesReceived = 20 },
        };
        machine.Processes.AddTraffic(use);
        machine.Processes.AddTraffic(use);
        machine.Processes.AddTraffic(use with { Identity = new ProcessIdentity(8, 1) });
        machine.Processes.AddTraffic(
            use with
            {
                RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.2"), 443),
                Counters = use.Counters with { BytesSent = 900 },
            }
        );
        clock.Advance(TimeSpan.FromSeconds(2));

        // By process, the one that transferred most first.
        ProcessNetworkReading reading = meter.Read();
        Assert.Equal(
            ["7 192.0.2.2:443 900", "7 192.0.2.1:443 600", "8 192.0.2.1:443 300"],
            reading.Connections.Select(found =>
                string.Create(CultureInfo.InvariantCulture, $"{found.Identity.Pid} {found.RemoteEndPoint} {found.Counters.BytesSent}")
            )
        );
        Assert.Equal((300, 20), (reading.Connections[1].Rates?.BytesSentPerSecond, reading.Connections[1].Rates?.BytesReceivedPerSecond));
        Assert.Equal(1500, reading.Processes[0].Counters.BytesSent);
        Assert.Empty(meter.Read().Connections);
        Assert.Empty(plain.Read().Connections);
        reading = onlyEight.Read();
        Assert.Equal(8, Assert.Single(reading.Processes).Identity.Pid);
        Assert.Equal(8, Assert.Single(reading.Connections).Identity.Pid);
        Assert.Throws<NoSuchProcessException>(() => machine.Processes.AddTraffic(use with { Identity = new ProcessIdentity(9, 1) }));
    }

    [Fact]
    public void RatesOfNoTimeAreUnknown()
    {
        using FakeMachine machine = new(new FakeClock());
        machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(7, 1)));
        using ProcessNetworkMeter meter = machine.Processes.CreateNetworkMeter();
        machine.Processes.AddTraffic(7, new ProcessNetworkIOCounters { BytesSent = 300, BytesReceived = 20 });
        Assert.Null(Assert.Single(meter.Read().Processes).Rates);
        Assert.Throws<NoSuchProcessException>(() => machine.Processes.AddTraffic(8, default));
    }
}
