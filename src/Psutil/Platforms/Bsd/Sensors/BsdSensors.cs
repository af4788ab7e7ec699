namespace Psutil.Platforms.Bsd;

/// <summary>The sensors of a system on which none are supported, as in psutil.</summary>
internal sealed class BsdSensors : Sensors
{
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() => throw NoTemperatures;

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => throw NoFans;

    public override BatteryReading? GetBattery() => throw NoBattery;
}
