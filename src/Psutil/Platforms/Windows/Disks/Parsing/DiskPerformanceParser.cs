using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A disk's counters: the answer of <c>IOCTL_DISK_PERFORMANCE</c>.</summary>
internal static class DiskPerformanceParser
{
    /// <summary>
    /// How many raw counters there are, in this order: reads, writes, bytes read, bytes written, ticks read, ticks written.
    /// </summary>
    public const int CounterCount = 6;

    public static bool TryParse(ReadOnlySpan<byte> answer, Span<long> counters)
    {
        if (answer.Length < Unsafe.SizeOf<DiskPerformance>() || counters.Length < CounterCount)
        {
            return false;
        }

        DiskPerformance disk = MemoryMarshal.Read<DiskPerformance>(answer);
        counters[0] = disk.ReadCount;
        counters[1] = disk.WriteCount;
        counters[2] = disk.BytesRead;
        counters[3] = disk.BytesWritten;
        counters[4] = disk.ReadTime;
        counters[5] = disk.WriteTime;
        return true;
    }

    // The times are in 100 ns, as a TimeSpan's ticks are. (psutil divides by 10,000,000 and calls the seconds milliseconds.)
    public static DiskIOCounters ToCounters(ReadOnlySpan<long> counters) =>
        new()
        {
            ReadCount = counters[0],
            WriteCount = counters[1],
            ReadBytes = counters[2],
            WriteBytes = counters[3],
            ReadTime = WindowsTime.ToSpan(counters[4]),
            WriteTime = WindowsTime.ToSpan(counters[5]),
        };
}
