namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION</c>: one CPU's times, in 100 ns.</summary>
internal struct SystemProcessorPerformance
{
    public long IdleTime;

    /// <summary>With the idle, DPC and interrupt time.</summary>
    public long KernelTime;
    public long UserTime;
    public long DpcTime;
    public long InterruptTime;
    public uint InterruptCount;
}
