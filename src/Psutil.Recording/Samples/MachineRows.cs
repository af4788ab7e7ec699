namespace Psutil.Recording;

/// <summary>Sensors, users, limits and energy in a sample.</summary>
internal static class MachineRows
{
    public const string BootTime = "boot_time";
    public const string Users = "users";
    public const string Limits = "limits";
    public const string Temperatures = "sensors.temperatures";
    public const string Fans = "sensors.fans";
    public const string Battery = "sensors.battery";
    public const string Energy = "energy";

    private const int Value = ReadingFields.FirstValue;

    public static void Read(Machine machine, SampleDraft sample)
    {
        if (machine.Energy is { } energy)
        {
            sample.Read(Energy, _ => ReadEnergy(energy, sample));
        }
    }

    /// <summary>What changes seldom, or takes long.</summary>
    public static void ReadSlow(Machine machine, SampleDraft sample)
    {
        sample.Read(BootTime, row => row.Add(Value, machine.GetBootTime()));
        sample.Read(Limits, row =>
        {
            MachineLimits limits = machine.GetLimits();
            row.Add(Value, limits.CpuCount)
                .Add(Value + 1, limits.MemoryBytes)
                .Add(Value + 2, limits.MemoryUsedBytes)
                .Add(Value + 3, limits.SwapBytes)
                .Add(Value + 4, limits.ProcessCount);
        });
        sample.Read(Users, _ => ReadUsers(machine, sample));
        ReadSensors(machine.Sensors, sample);
    }

    public static DateTimeOffset? BootTimeOf(Row row) => row.Time(Value);

    public static MachineLimits LimitsOf(Row row) =>
        new()
        {
            CpuCount = row.Real(Value),
            MemoryBytes = row.Integer(Value + 1),
            MemoryUsedBytes = row.Integer(Value + 2),
            SwapBytes = row.Integer(Value + 3),
            ProcessCount = row.Integer(Value + 4),
        };

    public static UserSession? UserOf(Row row) =>
        row.Text(1) is { } name
            ? new UserSession
            {
                Name = name,
                Terminal = row.Text(2),
                Host = row.Text(3),
                Started = row.Time(4),
                Pid = row.Int32(5),
            }
            : null;

    public static (string Chip, TemperatureReading Reading)? TemperatureOf(Row row) =>
        row.Text(1) is { } chip
            ? (
                chip,
                new TemperatureReading
                {
                    Label = row.Text(2),
                    CurrentCelsius = row.Real(3),
                    HighCelsius = row.Real(4),
                    CriticalCelsius = row.Real(5),
                }
            )
            : null;

    public static (string Chip, FanReading Reading)? FanOf(Row row) =>
        row.Text(1) is { } chip ? (chip, new FanReading { Label = row.Text(2), RevolutionsPerMinute = row.Int32(3) ?? 0 }) : null;

    public static BatteryReading? BatteryOf(Row row) =>
        row.Real(Value) is { } percent
            ? new BatteryReading
            {
                Percent = percent,
                TimeLeft = row.Duration(Value + 1),
                IsPluggedIn = row.Bool(Value + 2),
                Status = (BatteryStatus?)row.Int32(Value + 3),
                PowerWatts = row.Real(Value + 4),
            }
            : null;

    public static EnergyZone ZoneOf(KeyedRow row) =>
        new()
        {
            Id = row.Key,
            Name = row.Row.Text(1),
            Kind = (EnergyZoneKind)(row.Row.Int32(2) ?? 0),
            ParentId = row.Row.Text(3),
            EnergyMicrojoules = row.Row.Integer(4),
            MaximumMicrojoules = row.Row.Integer(5),
            Unavailable = (UnavailableReason?)row.Row.Int32(6),
        };

    private static void ReadEnergy(Energy energy, SampleDraft sample)
    {
        RowBuilder row = new();
        foreach (EnergyZone zone in energy.GetZones())
        {
            row.Add(1, zone.Name)
                .Add(2, (long)zone.Kind)
                .Add(3, zone.ParentId)
                .Add(4, zone.EnergyMicrojoules)
                .Add(5, zone.MaximumMicrojoules)
                .Add(6, (long?)zone.Unavailable);
            sample.Add(RecordTable.EnergyZones, zone.Id, row.Build());
        }
    }

    private static void ReadUsers(Machine machine, SampleDraft sample)
    {
        RowBuilder row = new();
        foreach ((int index, UserSession session) in machine.GetUserSessions().Index())
        {
            row.Add(1, session.Name).Add(2, session.Terminal).Add(3, session.Host).Add(4, session.Started).Add(5, session.Pid);
            sample.Add(RecordTable.Users, index.ToString(CultureInfo.InvariantCulture), row.Build());
        }
    }

    private static void ReadSensors(Sensors sensors, SampleDraft sample)
    {
        RowBuilder row = new();
        sample.Read(Temperatures, _ =>
        {
            foreach ((string chip, IReadOnlyList<TemperatureReading> readings) in sensors.GetTemperatures())
            {
                foreach ((int index, TemperatureReading reading) in readings.Index())
                {
                    row.Add(1, chip)
                        .Add(2, reading.Label)
                        .Add(3, reading.CurrentCelsius)
                        .Add(4, reading.HighCelsius)
                        .Add(5, reading.CriticalCelsius);
                    sample.Add(RecordTable.Temperatures, KeyOf(chip, index), row.Build());
                }
            }
        });
        sample.Read(Fans, _ =>
        {
            foreach ((string chip, IReadOnlyList<FanReading> readings) in sensors.GetFans())
            {
                foreach ((int index, FanReading reading) in readings.Index())
                {
                    row.Add(1, chip).Add(2, reading.Label).Add(3, reading.RevolutionsPerMinute);
                    sample.Add(RecordTable.Fans, KeyOf(chip, index), row.Build());
                }
            }
        });
        sample.Read(Battery, reading =>
        {
            if (sensors.GetBattery() is { } battery)
            {
                reading
                    .Add(Value, battery.Percent)
                    .Add(Value + 1, battery.TimeLeft)
                    .Add(Value + 2, battery.IsPluggedIn)
                    .Add(Value + 3, (long?)battery.Status)
                    .Add(Value + 4, battery.PowerWatts);
            }
        });
    }

    private static string KeyOf(string chip, int index) => string.Create(CultureInfo.InvariantCulture, $"{chip}\0{index}");
}
