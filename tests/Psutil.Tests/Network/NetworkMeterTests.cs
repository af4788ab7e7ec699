using CsCheck;

namespace Psutil.Tests;

public class NetworkMeterTests
{
    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;

    public NetworkMeterTests() => _machine = new FakeMachine(_clock);

    [Fact]
    public void TheRatesAreThoseOfTheInterfacesThatWereThereBothTimes()
    {
        _machine.Network.IOCounters["eth0"] = Interface(100);
        _machine.Network.IOCounters["eth1"] = Interface(1_000_000);
        NetworkMeter meter = _machine.Network.CreateMeter();
        Assert.Null(meter.Read());
        _machine.Network.IOCounters.Remove("eth1");
        _machine.Network.IOCounters["eth0"] = Interface(120);
        _machine.Network.IOCounters["eth2"] = Interface(2_000_000);
        _clock.Advance(TimeSpan.FromSeconds(2));
        NetworkIOReading reading = meter.Read()!;
        Assert.Equal(TimeSpan.FromSeconds(2), reading.Elapsed);
        Assert.Equal(["eth0"], reading.PerInterface.Keys);
        Assert.Equal(["eth0", "eth2"], reading.Counters.Keys.Order());
        NetworkIORates expected = new()
        {
            BytesSentPerSecond = 10,
            BytesReceivedPerSecond = 20,
            PacketsSentPerSecond = 10,
            PacketsReceivedPerSecond = 10,
            ErrorsInPerSecond = 0,
            ErrorsOutPerSecond = 0,
            DropsInPerSecond = 0,
        };
        Assert.Equal(expected, reading.PerInterface["eth0"]);
        Assert.Equal(expected, reading.Total);
    }

    [Fact]
    public void DropsAreUnknownOnlyIfTheyAreOfAll()
    {
        _machine.Network.IOCounters["eth0"] = Interface(0);
        _machine.Network.IOCounters["eth1"] = Interface(0) with { DropsOut = 5 };
        NetworkMeter meter = _machine.Network.CreateMeter();
        _machine.Network.IOCounters["eth1"] = Interface(0) with { DropsOut = 8 };
        _clock.Advance(TimeSpan.FromSeconds(1));
        NetworkIOReading reading = meter.Read()!;
        Assert.Null(reading.PerInterface["eth0"].DropsOutPerSecond);
        Assert.Equal(3, reading.Total!.Value.DropsOutPerSecond);
    }

    [Fact]
    public void NoRateIsEverNegativeOrInfinite() =>
        Gen.Select(AnyInterface, AnyInterface, Gen.Long)
            .Sample(
                (earlier, later, ticks) =>
                {
                    if (later.RatesSince(earlier, new TimeSpan(ticks)) is { } rates)
                    {
                        Assert.True(ticks > 0);
                        Assert.All(
                            (double?[])
                                [
                                    rates.BytesSentPerSecond,
                                    rates.BytesReceivedPerSecond,
                                    rates.PacketsSentPerSecond,
                                    rates.PacketsReceivedPerSecond,
                                    rates.ErrorsInPerSecond,
                                    rates.ErrorsOutPerSecond,
                                    rates.DropsInPerSecond,
                                    rates.DropsOutPerSecond ?? 0,
                                ],
                            rate => Assert.InRange(rate!.Value, 0, double.MaxValue)
                        );
                    }
                },
                iter: 20_000
            );

    private static readonly Gen<NetworkIOCounters> AnyInterface = Gen.Select(
        Gen.Long,
        Gen.Long,
        Gen.Long,
        Gen.Bool,
        (bytes, packets, drops, hasDropsOut) =>
            Interface(0) with
            {
                BytesSent = bytes,
                BytesReceived = packets,
                PacketsSent = packets,
                DropsIn = drops,
                DropsOut = hasDropsOut ? drops : null,
            }
    );

    private static NetworkIOCounters Interface(long packets) =>
        new()
        {
            BytesSent = packets,
            BytesReceived = packets * 2,
            PacketsSent = packets,
            PacketsReceived = packets,
            ErrorsIn = 0,
            ErrorsOut = 0,
            DropsIn = 0,
        };
}
