using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd.Parsing;

/// <summary>Parses CPU times: a row of ticks by mode.</summary>
internal static class CpuTimesParser
{
    private const int RowSize = CpuStateNumbers.CPUSTATES * sizeof(long);

    /// <summary>One complete row.</summary>
    public static CpuTimes Parse(ReadOnlySpan<byte> bytes, int ticksPerSecond)
    {
        ReadOnlySpan<long> ticks = MemoryMarshal.Cast<byte, long>(bytes);
        return new CpuTimes
        {
            User = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_USER], ticksPerSecond),
            Nice = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_NICE], ticksPerSecond),
            System = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_SYS], ticksPerSecond),
            Irq = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_INTR], ticksPerSecond),
            Idle = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_IDLE], ticksPerSecond),
        };
    }

    /// <summary>
    /// A row for each CPU. The length of the kernel's table depends on its highest CPU number; rows beyond the existing CPUs are left out.
    /// </summary>
    public static IReadOnlyList<CpuCoreTimes> ParsePerCpu(ReadOnlySpan<byte> bytes, int cpuCount, int ticksPerSecond)
    {
        List<CpuCoreTimes> cores = [];
        for (int cpu = 0; cpu < cpuCount && bytes.Length >= RowSize; cpu++, bytes = bytes[RowSize..])
        {
            cores.Add(new CpuCoreTimes { Number = cpu, Times = Parse(bytes[..RowSize], ticksPerSecond) });
        }

        return cores;
    }
}
