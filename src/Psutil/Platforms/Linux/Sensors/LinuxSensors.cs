namespace Psutil.Platforms.Linux;

internal sealed class LinuxSensors(LinuxRoots roots) : Sensors
{
    private readonly LinuxHardwareMonitors _monitors = new(roots.Sys);
    private readonly LinuxThermalZones _zones = new(roots.Sys);
    private readonly LinuxPowerSupplies _supplies = new(roots.Sys);

    // Zones show the same sensors once more, and worse: without labels, under a name that no chip has.
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() =>
        _monitors.ReadTemperatures() ?? _zones.Read();

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => _monitors.ReadFans();

    public override BatteryReading? GetBattery() => LinuxBattery.Combine(_supplies.Read());
}
