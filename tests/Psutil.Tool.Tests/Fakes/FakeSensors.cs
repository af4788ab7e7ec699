namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeSensors : Sensors
{
    /// <summary>Whether fans are denied.</summary>
    public bool DeniesFans { get; set; } = true;

    /// <summary>Whether there are any, where they are not denied.</summary>
    public bool HasFans { get; set; } = true;

    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() =>
        new Dictionary<string, IReadOnlyList<TemperatureReading>>
        {
            ["coretemp"] =
            [
                new()
                {
                    Label = "Package id 0",
                    CurrentCelsius = 54.5,
                    HighCelsius = 80,
                    CriticalCelsius = 100,
                },
                new() { CurrentCelsius = 48 },
            ],
            ["nvme"] =
            [
                new()
                {
                    Label = "Composite",
                    HighCelsius = 70,
                    CriticalCelsius = 90,
                },
            ],
        };

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() =>
        DeniesFans
            ? throw new AccessDeniedException(
                new SystemCallError
                {
                    SystemCall = "openat(/sys/class/hwmon)",
                    ErrorCode = 13,
                    Description = "EACCES, permission denied",
                }
            )
        : !HasFans ? new Dictionary<string, IReadOnlyList<FanReading>>()
        : new Dictionary<string, IReadOnlyList<FanReading>> { ["thinkpad"] = [new() { RevolutionsPerMinute = 1200 }] };

    public override BatteryReading? GetBattery() =>
        new()
        {
            Percent = 30.5,
            TimeLeft = TimeSpan.FromMinutes(80),
            IsPluggedIn = false,
            Status = BatteryStatus.Discharging,
            PowerWatts = 11.5,
        };
}
