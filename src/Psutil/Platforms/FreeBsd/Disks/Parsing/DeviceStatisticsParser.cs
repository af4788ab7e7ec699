using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd.Parsing;

/// <summary>The answer of <c>kern.devstat.all</c>: the list's generation, then a record for each device.</summary>
internal static unsafe class DeviceStatisticsParser
{
    private const int GenerationSize = sizeof(long);

    public static IEnumerable<(string Name, DiskIOCounters Counters)> Parse(byte[] bytes)
    {
        int size = Unsafe.SizeOf<DeviceStatistics>();
        for (int offset = GenerationSize; offset + size <= bytes.Length; offset += size)
        {
            yield return ParseDevice(bytes.AsSpan(offset, size));
        }
    }

    private static (string Name, DiskIOCounters Counters) ParseDevice(ReadOnlySpan<byte> bytes)
    {
        ref readonly DeviceStatistics device = ref MemoryMarshal.AsRef<DeviceStatistics>(bytes);
        string name = string.Create(CultureInfo.InvariantCulture, $"{OSText.GetString(device.Name)}{device.unit_number}");
        return (
            name,
            new DiskIOCounters
            {
                ReadCount = (long)device.operations[DeviceStatistics.DEVSTAT_READ],
                WriteCount = (long)device.operations[DeviceStatistics.DEVSTAT_WRITE],
                ReadBytes = (long)device.bytes[DeviceStatistics.DEVSTAT_READ],
                WriteBytes = (long)device.bytes[DeviceStatistics.DEVSTAT_WRITE],
                ReadTime = device.DurationOf(DeviceStatistics.DEVSTAT_READ).ToTimeSpan(),
                WriteTime = device.DurationOf(DeviceStatistics.DEVSTAT_WRITE).ToTimeSpan(),
                BusyTime = device.busy_time.ToTimeSpan(),
            }
        );
    }
}
