namespace Psutil.Tests;

public class EnergyEstimateTests
{
    [Theory]
    [InlineData(20.0, 1, 4, 5.0)]
    [InlineData(20.0, 0, 4, 0.0)]
    [InlineData(20.0, 9, 4, 20.0)]
    [InlineData(20.0, 1, 0, null)]
    [InlineData(20.0, -1, 4, null)]
    [InlineData(null, 1, 4, null)]
    public void AProcessHasItsShareOfTheCpuTime(double? watts, int cpuSeconds, int busySeconds, double? expected)
    {
        EnergyReading reading = new()
        {
            Elapsed = TimeSpan.FromSeconds(1),
            Zones = [],
            Watts = watts,
        };
        Assert.Equal(expected, reading.EstimateWatts(TimeSpan.FromSeconds(cpuSeconds), TimeSpan.FromSeconds(busySeconds)));
    }
}
