namespace Psutil.Platforms.Linux;

internal sealed class LinuxSensors(LinuxRoots roots) : Sensors
{
    private readonly LinuxHardwareMonitors _monitors = new(roots.Sys);
    private readonly LinuxThermalZones _zones = new(roots.Sys);
    private readonly LinuxPowerSupplies _supplies = new(roots.Sys);

    // A zone that a chip shows too is worse there: without labels. What only a zone has (the processor's temperature on many small
    // machines) is shown beside the chips.
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures()
    {
        Dictionary<string, IReadOnlyList<TemperatureReading>> chips = _monitors.ReadTemperatures();
        _zones.AddTo(chips);
        return chips;
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => _monitors.ReadFans();

    public override BatteryReading? GetBattery() => LinuxBattery.Combine(_supplies.Read());
}
