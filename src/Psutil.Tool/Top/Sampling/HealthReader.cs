using Psutil.Tool.Readings;

namespace Psutil.Tool.Top.Sampling;

/// <summary>
/// Reads pressure, temperature and battery. What a machine does not have is not asked for again, and sensors, which are slow, now and then.
/// </summary>
internal sealed class HealthReader(Machine machine)
{
    private const int SensorRounds = 5;

    private bool _hasPressure = true;
    private bool _hasTemperatures = true;
    private bool _hasBattery = true;
    private MachineHealth _last = new();
    private int _round;

    public MachineHealth Read()
    {
        if (_round++ % SensorRounds == 0)
        {
            _last = ReadSensors();
        }

        if (_hasPressure)
        {
            _last = _last with
            {
                CpuPressure = TenSeconds(machine.Cpu.GetPressure),
                MemoryPressure = TenSeconds(machine.Memory.GetPressure),
                DiskPressure = TenSeconds(machine.Disks.GetPressure),
            };
            _hasPressure = (_last.CpuPressure ?? _last.MemoryPressure ?? _last.DiskPressure) is not null;
        }

        return _last;
    }

    private static double? TenSeconds(Func<PressureStall?> read) => new Gaps().ReadValue("pressure", read)?.Some.TenSeconds;

    // On some systems the compiler warns that there are none: the exception is recorded as a gap.
#pragma warning disable CA1416
    private MachineHealth ReadSensors()
    {
        Gaps gaps = new();
        IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>>? temperatures = _hasTemperatures
            ? gaps.Read("temperatures", machine.Sensors.GetTemperatures)
            : null;
        BatteryReading? battery = _hasBattery ? gaps.Read("battery", machine.Sensors.GetBattery) : null;
        (_hasTemperatures, _hasBattery) = (temperatures is { Count: > 0 }, battery is not null);
        (string? name, double? celsius) = (null, null);
        foreach (
            (string chip, IReadOnlyList<TemperatureReading> readings) in temperatures
                ?? new Dictionary<string, IReadOnlyList<TemperatureReading>>()
        )
        {
            foreach (TemperatureReading reading in readings)
            {
                if (reading.CurrentCelsius is { } current && !(current <= celsius))
                {
                    (name, celsius) = (reading.Label ?? chip, current);
                }
            }
        }

        return _last with
        {
            HottestName = name,
            HottestCelsius = celsius,
            Battery = battery,
        };
    }
#pragma warning restore CA1416
}
