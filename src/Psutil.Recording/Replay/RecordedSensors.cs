namespace Psutil.Recording;

internal sealed class RecordedSensors(RecordedMachine machine) : Sensors
{
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() =>
        ByChip(MachineRows.Temperatures, RecordTable.Temperatures, MachineRows.TemperatureOf);

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() =>
        ByChip(MachineRows.Fans, RecordTable.Fans, MachineRows.FanOf);

    public override BatteryReading? GetBattery() => MachineRows.BatteryOf(machine.ReadRow(MachineRows.Battery));

    private OrderedDictionary<string, IReadOnlyList<T>> ByChip<T>(
        string place,
        RecordTable table,
        Func<Row, (string Chip, T Reading)?> select
    )
    {
        OrderedDictionary<string, IReadOnlyList<T>> chips = new(StringComparer.Ordinal);
        foreach (Row row in machine.ReadList(place, table, row => row.Row))
        {
            if (select(row) is var (chip, reading))
            {
                List<T> readings = chips.TryGetValue(chip, out IReadOnlyList<T>? known) ? (List<T>)known : [];
                readings.Add(reading);
                chips[chip] = readings;
            }
        }

        return chips;
    }
}
