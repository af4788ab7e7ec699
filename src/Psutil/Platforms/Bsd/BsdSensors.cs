namespace Psutil.Platforms.Bsd;

/// <summary>The sensors of a system of which nothing is read: psutil reads none either.</summary>
internal sealed class BsdSensors : Sensors
{
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() => new Dictionary<string, IReadOnlyList<TemperatureReading>>(0);

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => new Dictionary<string, IReadOnlyList<FanReading>>(0);

    public override BatteryReading? GetBattery() => null;
}
