namespace Psutil.Tool.Report;

/// <summary>
/// The sensors, asked for on every operating system: where some are not offered, the exception says so better than the compiler could.
/// </summary>
internal static class SensorSource
{
#pragma warning disable CA1416 // What is not offered throws, and Gaps notes it.
    public static IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>>? ReadTemperatures(
        Gaps gaps,
        string path,
        Sensors sensors
    ) => gaps.Read(path, sensors.GetTemperatures);

    public static IReadOnlyDictionary<string, IReadOnlyList<FanReading>>? ReadFans(Gaps gaps, string path, Sensors sensors) =>
        gaps.Read(path, sensors.GetFans);

    public static BatteryReading? ReadBattery(Gaps gaps, string path, Sensors sensors) => gaps.Read(path, sensors.GetBattery);
#pragma warning restore CA1416
}
