namespace Psutil.Platforms.Bsd;

/// <summary>The sensors of a system of which nothing is read: psutil reads none either.</summary>
internal sealed class BsdSensors : Sensors
{
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() => throw NoTemperatures;

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => throw NoFans;

    public override BatteryReading? GetBattery() => throw NoBattery;
}
