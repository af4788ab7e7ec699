using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// The sensors that Windows reports without an extra driver: the battery, and the temperatures of disks (Windows 10 and later). It does not
/// report fans.
/// </summary>
internal sealed class WindowsSensors : Sensors
{
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures()
    {
        Dictionary<string, IReadOnlyList<TemperatureReading>> temperatures = new(StringComparer.Ordinal);
        foreach ((string name, byte[] answer) in PhysicalDrives.Ask(DriveQuestion.Temperature))
        {
            if (StorageTemperature.Parse(answer) is { Count: > 0 } readings)
            {
                temperatures[name] = readings;
            }
        }

        return temperatures;
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => throw NoFans;

    public override BatteryReading? GetBattery()
    {
        int error = Kernel32.GetPowerStatus(out SystemPowerStatus status);
        return error == Win32Error.Success ? BatteryParser.Parse(status) : throw Win32Error.ToException("GetSystemPowerStatus", error);
    }
}
