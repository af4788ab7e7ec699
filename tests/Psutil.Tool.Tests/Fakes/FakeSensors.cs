namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeSensors : Sensors
{
    /// <summary>Whether fans are denied.</summary>
    public bool DeniesFans { get; init; } = true;

    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() =>
        new Dictionary<string, IReadOnlyList<TemperatureReading>>
        {
            ["coretemp"] = [new("Package id 0", 54.5, 80, 100), new(null, 48, null, null)],
            ["nvme"] = [new("Composite", null, 70, 90)],
        };

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() =>
        DeniesFans
            ? throw new AccessDeniedException(new SystemCallError("openat(/sys/class/hwmon)", 13, "EACCES, permission denied"))
            : new Dictionary<string, IReadOnlyList<FanReading>> { ["thinkpad"] = [new(null, 1200)] };

    public override BatteryReading? GetBattery() => new(30.5, TimeSpan.FromMinutes(80), false, BatteryStatus.Discharging);
}
