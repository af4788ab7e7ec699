using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>What Windows tells without a driver of ours: the battery, and the temperatures of disks (Windows 10 and later). It knows no fans.</summary>
internal sealed class WindowsSensors : Sensors
{
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures()
    {
        Dictionary<string, IReadOnlyList<TemperatureReading>> temperatures = new(StringComparer.Ordinal);
        byte[] answer = new byte[4096];
        foreach ((string name, SafeFileHandle disk) in PhysicalDrives.Open())
        {
            using (disk)
            {
                int error = Kernel32.QueryStorageProperty(disk, StorageTemperature.Query, answer, out int length);
                if (error == Win32Error.Success && StorageTemperature.Parse(answer.AsSpan(0, Math.Min(length, answer.Length))) is { Count: > 0 } readings)
                {
                    temperatures[name] = readings;
                }
            }
        }

        return temperatures;
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => new Dictionary<string, IReadOnlyList<FanReading>>(0);

    public override BatteryReading? GetBattery()
    {
        int error = Kernel32.GetPowerStatus(out SystemPowerStatus status);
        return error == Win32Error.Success ? BatteryParser.Parse(status) : throw Win32Error.ToException("GetSystemPowerStatus", error);
    }
}
