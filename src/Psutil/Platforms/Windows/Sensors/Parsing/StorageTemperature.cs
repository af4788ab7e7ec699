using System.Buffers.Binary;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A disk's temperatures: <c>STORAGE_TEMPERATURE_DATA_DESCRIPTOR</c>.</summary>
internal static class StorageTemperature
{
    /// <summary><c>StorageDeviceTemperatureProperty</c> as a standard query (<c>STORAGE_PROPERTY_QUERY</c>).</summary>
    public static ReadOnlySpan<byte> Query => [52, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private const int HeaderSize = 24;
    private const int EntrySize = 16;

    // The value if the disk does not know the temperature.
    private const short Unreported = short.MinValue;

    public static IReadOnlyList<TemperatureReading> Parse(ReadOnlySpan<byte> answer)
    {
        if (answer.Length < HeaderSize)
        {
            return [];
        }

        double? critical = Celsius(answer[8..]);
        double? warning = Celsius(answer[10..]);
        int count = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(answer[12..]), (answer.Length - HeaderSize) / EntrySize);
        List<TemperatureReading> readings = new(count);
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> entry = answer[(HeaderSize + (index * EntrySize))..];
            ushort sensor = BinaryPrimitives.ReadUInt16LittleEndian(entry);
            if (Celsius(entry[2..]) is { } current)
            {
                // Sensor 0 is that of the whole disk.
                readings.Add(
                    new TemperatureReading
                    {
                        Label = sensor == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"Sensor {sensor}"),
                        CurrentCelsius = current,
                        HighCelsius = warning,
                        CriticalCelsius = critical,
                    }
                );
            }
        }

        return readings;
    }

    private static double? Celsius(ReadOnlySpan<byte> value) =>
        BinaryPrimitives.ReadInt16LittleEndian(value) is not Unreported and var degrees ? degrees : null;
}
