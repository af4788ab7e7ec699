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
