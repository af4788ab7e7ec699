using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Parses the kernel's CPU times.</summary>
internal static class CpuTimesParser
{
    /// <summary>
    /// One CPU's times. The kernel time includes idle time, interrupts and DPCs, which are subtracted, so that the modes add up to the
    /// elapsed time.
    /// </summary>
    public static CpuTimes Parse(in SystemProcessorPerformance processor) =>
        new()
        {
            User = WindowsTime.ToSpan(processor.UserTime),
            System = WindowsTime.ToSpan(processor.KernelTime - processor.IdleTime - processor.InterruptTime - processor.DpcTime),
            Idle = WindowsTime.ToSpan(processor.IdleTime),
            Irq = WindowsTime.ToSpan(processor.InterruptTime),
            Dpc = WindowsTime.ToSpan(processor.DpcTime),
        };

    /// <summary>All CPUs' times.</summary>
    public static CpuTimes Sum(ReadOnlySpan<SystemProcessorPerformance> processors)
    {
        SystemProcessorPerformance sum = default;
        foreach (ref readonly SystemProcessorPerformance processor in processors)
        {
            sum.IdleTime += processor.IdleTime;
            sum.KernelTime += processor.KernelTime;
            sum.UserTime += processor.UserTime;
            sum.DpcTime += processor.DpcTime;
            sum.InterruptTime += processor.InterruptTime;
        }

        return Parse(sum);
    }
}
