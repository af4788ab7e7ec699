namespace Psutil.Diagnostics;

/// <summary>The sensors, read once per collection.</summary>
internal sealed class SharedSensors(SharedMachine machine, Sensors sensors) : Sensors
{
    private readonly SharedReading<IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>>> _temperatures = new(
        machine,
        sensors.GetTemperatures
    );

    private readonly SharedReading<IReadOnlyDictionary<string, IReadOnlyList<FanReading>>> _fans = new(machine, sensors.GetFans);
    private readonly SharedReading<BatteryReading?> _battery = new(machine, sensors.GetBattery);

    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() => _temperatures.Get();

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => _fans.Get();

    public override BatteryReading? GetBattery() => _battery.Get();
}
