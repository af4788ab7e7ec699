namespace Psutil.Platforms.Linux;

internal sealed class LinuxSensors(LinuxRoots roots) : Sensors
{
    private readonly LinuxHardwareMonitors _monitors = new(roots.Sys);
    private readonly LinuxThermalZones _zones = new(roots.Sys);
    private readonly LinuxPowerSupplies _supplies = new(roots.Sys);

    // A zone that a chip also shows is left out, because the zone has no labels. Other zones (the processor's temperature on many small
    // machines) are added to the chips.
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures()
    {
        Dictionary<string, IReadOnlyList<TemperatureReading>> chips = _monitors.ReadTemperatures();
        _zones.AddTo(chips);
        return chips;
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => _monitors.ReadFans();

    public override BatteryReading? GetBattery() => LinuxBattery.Combine(_supplies.Read());
}
