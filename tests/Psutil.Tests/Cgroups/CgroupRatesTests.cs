namespace Psutil.Tests;

public class CgroupRatesTests
{
    [Fact]
    public void ARateOfACounterThatTheKernelDoesNotHaveIsUnknown()
    {
        CgroupRates rates = Between([new() { Number = "8:0", ReadBytes = 10 }], [new() { Number = "8:0", ReadBytes = 30 }]);
        Assert.Equal((10, null), (rates.ReadBytesPerSecond, rates.ReadsPerSecond));
    }

    [Fact]
    public void ASumOfACounterThatTheKernelDoesNotHaveIsUnknown()
    {
        CgroupSnapshot group = new() { Path = "/", DeviceIO = [new() { Number = "8:0", ReadBytes = 10 }, new() { Number = "8:16" }] };
        Assert.Equal((10, null), (group.ReadBytes, group.WriteBytes));
        Assert.Equal(0, new CgroupSnapshot { Path = "/", DeviceIO = [] }.WriteBytes);
    }

    [Fact]
    public void AGroupWithoutIOReadsNothing() => Assert.Equal(0, Between([], []).ReadBytesPerSecond);

    [Fact]
    public void ADeviceThatAppearsHasCountedFromZero() =>
        Assert.Equal(4, Between([], [new() { Number = "8:0", ReadBytes = 8 }]).ReadBytesPerSecond);

    private static CgroupRates Between(CgroupDeviceIO[] earlier, CgroupDeviceIO[] later) =>
        CgroupRates.Between(
            new CgroupSnapshot { Path = "/", DeviceIO = earlier },
            new CgroupSnapshot { Path = "/", DeviceIO = later },
            TimeSpan.FromSeconds(2)
        );
}
