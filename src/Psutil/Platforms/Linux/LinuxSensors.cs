namespace Psutil.Platforms.Linux;

internal sealed class LinuxSensors(LinuxRoots roots) : Sensors
{
    private LinuxRoots Roots { get; } = roots;

    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() => throw new PlatformNotSupportedException();

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => throw new PlatformNotSupportedException();

    public override BatteryReading? GetBattery() => throw new PlatformNotSupportedException();
}
